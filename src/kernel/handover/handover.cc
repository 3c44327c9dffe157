#include "kernel/handover/handover.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/accounts/gate.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/family.h"
#include "kernel/city.h"
#include "kernel/files/file.h"
#include "kernel/handover/handover_rows.h"
#include "kernel/notices/hold.h"
#include "kernel/notices/notice.h"
#include "kernel/secrets/secrets.h"

namespace cityhall {
namespace {

constexpr std::array<std::string_view, 4> states{"waiting", "sent", "failed", "ended"};
constexpr std::string_view actor_prefix = "Partner: ";

void check(Unit& unit, Case const& report, Partner const& to) {
  require(unit.actor, "issues.triage");
  refuse_member(view_of(unit), report);
  if (report.closed()) throw conflict("case.already_closed", _("This request is already closed."), _("Reopen it first."));
  if (!to.active) throw conflict("handover.inactive", _("{name} takes no requests now.").with("name", to.name));
  if (to.way == PartnerWay::open311 && to.code_for(report.service).empty())
    throw invalid_fields({{"partner", "not_taken",
                           _("{name} does not take this service. An administrator can add it to the partner.").with("name", to.name)}});
  for (auto const& known : handovers_of(view_of(unit), report.id))
    if (known.partner == to.id && (known.state == HandoverState::waiting || known.state == HandoverState::sent))
      throw conflict("handover.doubled", _("{name} has this request already.").with("name", to.name));
}

/// Ours, and hard to guess: whoever answers with it means this hand-over.
std::string reference_for(Unit& unit, Case const& report, HandoverId id) {
  std::string letters;
  // Letters only: what looks like a telephone number is taken out of texts that everybody may read.
  for (char const letter : unit.city.gate().secrets().sign("handover", to_text(id)))
    if (letters.size() < 10 && ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'))) letters += letter;
  return report.number + "/" + letters;
}

std::string photo_lines(Unit& unit, Case const& report) {
  std::string lines;
  auto const base = unit.city.settings.get()->base_url;
  for (auto const& file : files_of(view_of(unit), report.id))
    if (file.visibility != FileVisibility::staff) lines += base + signed_file_path(unit.city, file.file, PhotoSize::large) + "\n";
  return lines;
}

struct Letter {
  Partner const& to;
  Handover const& handover;
  std::string_view message;
};

void send_by_mail(Unit& unit, Case const& report, Letter const& letter) {
  auto const& [to, handover, message] = letter;
  auto const language = to.language.empty() ? unit.city.settings.get()->default_language() : to.language;
  queue_notice(unit, {.template_name = "partner-handover",
                      .key = "handover/" + to_text(handover.id),
                      .email = to.email,
                      .language = language,
                      .case_id = report.id,
                      .values = {{"number", report.number},
                                 {"reference", handover.reference},
                                 {"title", std::string{title_of(report, language)}},
                                 {"place", report.place.address},
                                 {"description", report.description},
                                 {"message", std::string{trim(message)}},
                                 {"photos", photo_lines(unit, report)}}});
  set_handover_state(unit, handover.id, HandoverState::sent);
  log_handover(unit, handover.id, "mail queued", to.email);
}

/// The word that was agreed for what happened: of how it was closed, else of the state that it is in now.
std::string agreed_word(Partner const& to, Event const& event, Json const& data) {
  if (event.type == "case.reopened")
    if (auto word = to.told_for("reopen"); !word.empty()) return word;
  if (event.type == "case.closed")
    if (auto word = to.told_for(text_of(data, "outcome")); !word.empty()) return word;
  return to.told_for(text_of(data, "to"));
}

/// What the partner is told: the extended status of two-way Open311, the words, the photos.
std::optional<Outgoing> update_from(Event const& event, Json const& data) {
  Outgoing out{.event = event.id, .kind = SendKind::update, .message = text_of(data, "message")};
  if (event.type == "case.closed") out.status = "closed";
  else if (event.type == "case.reopened") out.status = "reopen";
  else if (event.type == "case.file_added") {
    if (text_of(data, "visibility") == "staff") return std::nullopt;
    out.files.push_back(FileId{parse_id(text_of(data, "file"))});
  }
  if (auto const files = data.find("files"); files != data.end() && files->is_array())
    for (auto const& file : *files)
      if (file.is_string()) out.files.push_back(FileId{parse_id(file.get<std::string>())});
  bool const is_empty = out.status.empty() && out.message.empty() && out.files.empty();
  if (is_empty && event.type != "case.state_changed") return std::nullopt;
  return out;
}

}  // namespace

std::string_view to_text(HandoverState state) { return states.at(static_cast<std::size_t>(state)); }
HandoverState handover_state_from(std::string_view word) {
  auto const found = std::find(states.begin(), states.end(), word);
  return found == states.end() ? HandoverState::ended : static_cast<HandoverState>(found - states.begin());
}

HandoverId hand_over(Unit& unit, Case& report, PartnerId to, std::string_view message) {
  auto const other = partner(view_of(unit), to);
  check(unit, report, other);
  Handover handover{.id = unit.city.ids().make<HandoverId>(), .case_id = report.id, .partner = other.id, .partner_name = other.name};
  handover.reference = reference_for(unit, report, handover.id);
  insert_handover(unit, handover);
  report.handoff = other.name;
  save(unit, report);
  append(unit, "case.handed_over", {.case_id = report.id, .party_id = report.reporter},
         Json{{"to", other.name}, {"reference", handover.reference}});
  if (other.way == PartnerWay::mail) {
    send_by_mail(unit, report, {other, handover, message});
  } else {
    add_outgoing(unit, {.handover = handover, .kind = SendKind::request, .message = std::string{trim(message)}}, unit.now);
    log_handover(unit, handover.id, "waits to be sent", other.endpoint);
  }
  return handover.id;
}

void take_back(Unit& unit, Case& report, HandoverId id) {
  require(unit.actor, "issues.triage");
  auto const all = handovers_of(view_of(unit), report.id);
  auto const found = std::find_if(all.begin(), all.end(), [&](Handover const& one) { return one.id == id; });
  if (found == all.end()) throw not_found();
  if (found->state == HandoverState::ended) throw conflict("handover.ended", _("This hand-over has ended already."));
  set_handover_state(unit, id, HandoverState::ended);
  drop_outgoing(unit, id);
  report.handoff.clear();
  save(unit, report);
  log_handover(unit, id, "taken back", unit.actor.name);
  append(unit, "case.taken_back", {.case_id = report.id}, Json{{"from", found->partner_name}});
}

void tell_partners(Unit& unit, Event const& event) {
  if (event.actor_kind == ActorKind::system && event.actor_name.starts_with(actor_prefix)) return;
  auto const handovers = handovers_of(view_of(unit), event.subject.case_id);
  if (handovers.empty()) return;
  auto const data = parse_json(event.data);
  auto out = data ? update_from(event, *data) : std::nullopt;
  auto const hold = mail_hold_of(view_of(unit), event.id);
  if (!out || (hold && hold->silent)) return;
  for (auto const& handover : handovers) {
    if (handover.state == HandoverState::ended || handover.state == HandoverState::failed) continue;
    auto const to = partner(view_of(unit), handover.partner);
    if (to.way != PartnerWay::open311) continue;
    out->told_status = agreed_word(to, event, *data);
    if (event.type == "case.state_changed" && out->told_status.empty()) continue;  // our affair, unless they want to know of that state
    out->handover = handover;
    add_outgoing(unit, *out, hold ? hold->until : unit.now);
  }
}

Actor partner_actor(Partner const& partner) { return system_actor(std::string{actor_prefix} + partner.name); }

}  // namespace cityhall
