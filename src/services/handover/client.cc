#include "services/handover/client.h"

#include <algorithm>

#include "base/json.h"
#include "base/log.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/cases/actions.h"
#include "kernel/files/file.h"
#include "kernel/handover/outbox.h"
#include "kernel/run_unit.h"
#include "services/handover/exchange.h"

namespace cityhall {
namespace {

namespace api = standards::open311;
using namespace std::chrono_literals;

constexpr int attempts_most = 40;  // with the waits below: about a week
constexpr std::size_t description_most = 4000;
constexpr auto poll_every = 30s;
constexpr auto overlap = 10min;  // their clock and ours differ
constexpr std::chrono::days poll_span{80};
// A partner may err, or be hostile: what it says is taken in measured steps, and the rest with later polls.
constexpr int taken_most = 200;    // updates of one poll
constexpr int heard_most = 30;     // updates of one request in an hour
constexpr auto rest_after = 10min;  // until what was left is asked for again
constexpr std::size_t photos_most = 10;
constexpr std::string_view left_words = "more updates than a request hears in an hour, or than are taken at once; the rest is read later";
constexpr std::string_view cut_words = "the server gives only some of the updates of one second, and knows no pages; some may be missing";

Duration wait_after(int attempts) { return std::min<Duration>(std::chrono::seconds{5LL << std::min(attempts, 13)}, 6h); }

Actor me() { return system_actor("handover"); }

std::vector<std::string> photo_urls(City& city, std::vector<FileId> const& files) {
  std::vector<std::string> urls;
  auto const base = city.settings.get()->base_url;
  for (auto const file : files) urls.push_back(base + signed_file_path(city, file, PhotoSize::large));
  return urls;
}

struct ToSend {
  Outgoing out;
  Partner partner;
  Case report;
  std::vector<FileId> photos{};
};

/// The reporter's name and address stay here: the partner answers us.
std::string description_for(City& city, ToSend const& send) {
  auto text = send.report.description;
  if (!send.out.message.empty()) text += (text.empty() ? "" : "\n\n") + send.out.message;
  auto const mark = city.settings.get()->name + ", reference " + send.out.handover.reference;
  // A long text is cut before the mark: by it we know their request again.
  return shorten(text, description_most - mark.size() - 2) + (text.empty() ? "" : "\n\n") + mark;
}

void note_created(City& city, ToSend const& send, api::Created const& created) {
  run_unit(city, me(), [&](Unit& unit) {
    auto const id = send.out.handover.id;
    set_their_id(unit, id, created.id, created.token);
    settle_outgoing(unit, send.out.id);
    log_handover(unit, id, created.id.empty() ? "taken, number follows" : "taken", created.id.empty() ? created.token : created.id);
    if (created.id.empty() && !created.token.empty())
      add_outgoing(unit, {.handover = send.out.handover, .kind = SendKind::token}, unit.now + 5s);
  });
}

void send_request(City& city, Exchange const& exchange, ToSend const& send) {
  auto const code = send.partner.code_for(send.report.service);
  // An answer may have been lost: who asks first sends nothing twice.
  if (send.out.attempts > 0)
    if (auto const known = exchange.find_by_reference(code, send.out.handover.reference, send.out.handover.made_at - overlap))
      return note_created(city, send, {.id = *known});
  auto const& place = send.report.place;
  note_created(city, send,
               exchange.submit({.key = "handover-" + to_text(send.out.handover.id),
                                .service_code = code,
                                .description = description_for(city, send),
                                .address = place.address,
                                .latitude = place.point ? std::optional{place.point->latitude} : std::nullopt,
                                .longitude = place.point ? std::optional{place.point->longitude} : std::nullopt,
                                .media_urls = photo_urls(city, send.photos)}));
}

void send_token(City& city, Exchange const& exchange, ToSend const& send) {
  auto const id = exchange.id_behind(send.out.handover.token);
  if (id.empty()) throw PartnerFault{false, "no number yet"};
  note_created(city, send, {.id = id});
}

void send_update(City& city, Exchange const& exchange, ToSend const& send) {
  auto const& status = send.out.told_status.empty() ? send.out.status : send.out.told_status;
  exchange.tell({.their_id = send.out.handover.their_id,
                 .update_id = send.out.handover.reference + "/" + to_text(send.out.event),
                 .status = status,
                 .description = send.out.message,
                 .at = city.clock().now(),
                 .media_urls = photo_urls(city, send.out.files)});
  run_unit(city, me(), [&](Unit& unit) {
    settle_outgoing(unit, send.out.id);
    log_handover(unit, send.out.handover.id, "told", status + " " + send.out.message);
  });
}

void put_off(City& city, Outgoing const& out, PartnerFault const& fault) {
  run_unit(city, me(), [&](Unit& unit) {
    bool const over = fault.for_good || out.attempts + 1 >= attempts_most;
    postpone_outgoing(unit, out, over ? std::nullopt : std::optional{unit.now + wait_after(out.attempts)}, fault.what);
    log_handover(unit, out.handover.id, over ? "given up" : "tried, comes again", fault.what);
    if (!over || out.kind != SendKind::request) return;
    set_handover_state(unit, out.handover.id, HandoverState::failed);
    append(unit, "case.handover_failed", {.case_id = out.handover.case_id}, Json{{"to", out.handover.partner_name}, {"fault", fault.what}});
  });
}

ToSend load(City& city, Outgoing const& out) {
  return run_view(city, me(), [&](View const& view) {
    ToSend send{.out = out, .partner = partner(view, out.handover.partner), .report = load_case(view, out.handover.case_id)};
    for (auto const& file : files_of(view, out.handover.case_id))
      if (file.visibility != FileVisibility::staff) send.photos.push_back(file.file);
    return send;
  });
}

void send_one(City& city, Outgoing const& out) {
  auto const send = load(city, out);
  Exchange const exchange{city, send.partner};
  run_unit(city, me(), [&](Unit& unit) { begin_attempt(unit, out); });
  try {
    switch (out.kind) {
      case SendKind::request:
        return send_request(city, exchange, send);
      case SendKind::token:
        return send_token(city, exchange, send);
      case SendKind::update:
        return send_update(city, exchange, send);
    }
  } catch (PartnerFault const& fault) {
    log_info("a partner did not take what we sent", {{"partner", send.partner.name}, {"cause", fault.what}});
    put_off(city, out, fault);
  }
}

std::vector<PreparedPhoto> fetch_photos(City& city, Exchange const& exchange, std::vector<std::string> const& urls) {
  std::vector<PreparedPhoto> photos;
  for (auto const& url : urls) {
    if (photos.size() == photos_most || city.stopping) break;
    auto const bytes = exchange.photo(url);
    if (bytes.empty()) continue;
    try {
      photos.push_back(store_photo(city, bytes));
    } catch (Refusal const& refusal) {
      if (refusal.kind == RefusalKind::unavailable) throw PartnerFault{false, refusal.what()};
      log_info("a partner's photo is none", {{"url", url}, {"cause", refusal.what()}});
    }
  }
  return photos;
}

std::string source_of(Partner const& partner) { return "partner:" + to_text(partner.id); }

/// Their word for it, as one of ours; a status that only says "still open" is none.
std::string status_for(Partner const& partner, std::string_view theirs) {
  auto const status = partner.status_for(theirs);
  return status == "open" ? std::string{} : status;
}

void apply_update(City& city, Partner const& partner, api::RequestUpdate const& update, std::vector<PreparedPhoto> const& photos) {
  auto const actor = partner_actor(partner);
  run_unit(city, actor, [&](Unit& unit) {
    auto const handover = handover_with(view_of(unit), partner.id, update.request_id);
    if (!handover) return;
    OutsideUpdate outside{.source = source_of(partner),
                          .update_id = update.id,
                          .status = status_for(partner, update.status),
                          .description = update.description,
                          .at = update.updated};
    if (was_updated_from_outside(view_of(unit), outside.source, outside.update_id)) return;
    // What they show may be what we told them.
    if (is_our_echo(unit, handover->id, outside)) return know_update(unit, handover->case_id, outside);
    auto report = load_case(view_of(unit), handover->case_id);
    for (auto const& photo : photos) outside.files.push_back(register_file(unit, photo, {.purpose = "update"}));
    update_from_outside(unit, report, outside);
    log_handover(unit, handover->id, "heard", update.status + " " + update.description);
  });
}

bool is_known(City& city, Partner const& partner, api::RequestUpdate const& update) {
  return run_view(city, me(), [&](View const& view) {
    return !handover_with(view, partner.id, update.request_id) ||
           was_updated_from_outside(view, source_of(partner), update.id);
  });
}

/// Servers without updates: a change of status is one.
std::vector<api::RequestUpdate> updates_from_requests(Exchange const& exchange, Time after) {
  std::vector<api::RequestUpdate> updates;
  for (auto const& request : exchange.changed_requests(after)) {
    auto const at = request.updated.value_or(request.requested);
    updates.push_back({.id = request.id + "/" + request.status + "/" + to_rfc3339(at),
                       .request_id = request.id,
                       .status = request.status,
                       .description = request.status_notes,
                       .updated = at});
    if (request.status == "closed" && !request.media_url.empty()) updates.back().media_urls.push_back(request.media_url);
  }
  return updates;
}

bool has_room(City& city, Partner const& partner, api::RequestUpdate const& update) {
  return run_view(city, me(), [&](View const& view) {
    auto const handover = handover_with(view, partner.id, update.request_id);
    return handover && heard_since(view, handover->id, city.clock().now() - 1h) < heard_most;
  });
}

/// The time of the first update that waits for a later poll; nothing when all were taken.
std::optional<Time> take_updates(City& city, Partner const& partner, Exchange const& exchange,
                                 std::vector<api::RequestUpdate> const& updates) {
  std::optional<Time> left;
  int taken = 0;
  for (auto const& update : updates) {
    if (is_known(city, partner, update)) continue;
    bool const now = taken < taken_most && !city.stopping && has_room(city, partner, update);
    if (!now && !left) left = update.updated;
    if (!now) continue;
    apply_update(city, partner, update, fetch_photos(city, exchange, update.media_urls));
    ++taken;
  }
  return left;
}

void poll(City& city, Partner const& partner) {
  auto const now = city.clock().now();
  auto const from = std::max(partner.polled_until - overlap, now - poll_span);
  Exchange const exchange{city, partner};
  auto found = exchange.updates(from, now + overlap);
  if (!found) found = Exchange::Updates{.all = updates_from_requests(exchange, from)};
  auto& updates = found->all;
  std::stable_sort(updates.begin(), updates.end(), [](auto const& a, auto const& b) { return a.updated < b.updated; });
  auto const left = take_updates(city, partner, exchange, updates);
  Polled const polled{.until = left ? std::min(*left, now) : now,
                      .next = now + (left ? Duration{rest_after} : Duration{poll_every}),
                      .fault = std::string{left ? left_words : found->cut ? cut_words : ""}};
  run_unit(city, me(), [&](Unit& unit) { set_polled(unit, partner.id, polled); });
}

}  // namespace

void send_handovers(City& city) {
  constexpr int rounds_most = 20;
  for (int round = 0; round < rounds_most; ++round) {
    auto const due = run_view(city, me(), [&](View const& view) { return due_outgoing(view, city.clock().now()); });
    if (due.empty()) return;
    for (auto const& out : due) send_one(city, out);
  }
}

void poll_partners(City& city) {
  auto const turn = run_view(city, me(), [&](View const& view) {
    std::vector<Partner> found;
    for (auto const id : partners_to_poll(view, city.clock().now()))
      if (open_handovers(view, id) > 0) found.push_back(partner(view, id));
    return found;
  });
  for (auto const& partner : turn) {
    try {
      poll(city, partner);
    } catch (PartnerFault const& fault) {
      log_info("a partner could not be asked", {{"partner", partner.name}, {"cause", fault.what}});
      run_unit(city, me(), [&](Unit& unit) { set_polled(unit, partner.id, {.next = unit.now + 2 * poll_every, .fault = fault.what}); });
    }
  }
}

}  // namespace cityhall
