#include <map>
#include <span>

#include "base/crypto.h"
#include "base/log.h"
#include "kernel/city.h"
#include "kernel/events/chain.h"
#include "kernel/events/removal.h"
#include "kernel/events/rows.h"
#include "kernel/run_unit.h"

namespace cityhall {
namespace {

std::string const first_link(32, '\0');

void put(std::string& bytes, std::string_view field) {
  bytes += std::to_string(field.size());
  bytes += ':';
  bytes += field;
  bytes += ',';
}

std::string next_hash(std::string const& before, Event const& event) { return sha256(before + canonical_bytes(event)); }

struct Seal {
  EventId event{};
  std::string hash = first_link;
};

Seal last_seal(store::Reader& reader) {
  for (auto const row : reader.query(R"sql(SELECT event_id, hash FROM event_seals ORDER BY event_id DESC LIMIT 1)sql"))
    return {row.get<EventId>(0), row.get<store::Blob>(1).bytes};
  return {};
}

std::vector<Seal> seals_after(store::Reader& reader, EventId last, std::int64_t most) {
  std::vector<Seal> seals;
  for (auto const row : reader.query(R"sql(SELECT event_id, hash FROM event_seals WHERE event_id > $1 ORDER BY event_id LIMIT $2)sql", last, most))
    seals.push_back({row.get<EventId>(0), row.get<store::Blob>(1).bytes});
  return seals;
}

/// The events of a stretch whose words were taken out when their time was over. Their seals stand for what they said; what they say now is
/// sealed by the event that tells of the removal.
class Emptied {
 public:
  Emptied(store::Reader& reader, EventId after, EventId last) : reader_{reader} {
    for (auto& each : emptied_events(reader, after, last)) rows_.emplace(each.event, std::move(each));
  }
  bool has(EventId id) const { return rows_.contains(id); }
  bool is_as_left(Event const& event) {
    auto const& row = rows_.at(event.id);
    return row.rest == sha256(canonical_bytes(event)) && is_told(row.removal);
  }

 private:
  bool is_told(EventId removal) {
    auto const known = told_.find(removal);
    return known != told_.end() ? known->second : (told_[removal] = seals_its_rests(reader_, removal));
  }

  store::Reader& reader_;
  std::map<EventId, EmptiedEvent> rows_;
  std::map<EventId, bool> told_;
};

/// The link of the chain at an event; empty when it is not as it was sealed or left.
std::string link_at(Event const& event, Seal const& seal, std::string const& before, Emptied& emptied) {
  if (emptied.has(event.id)) return emptied.is_as_left(event) ? seal.hash : std::string{};
  auto hash = next_hash(before, event);
  return hash == seal.hash ? hash : std::string{};
}

/// What is compared: events, their seals, and those that were emptied.
struct Stretch {
  std::span<Event const> events;
  std::span<Seal const> seals;
  Emptied& emptied;
  std::string_view witness;
};

/// Compares a stretch of events with its seals; the report says where they part.
void compare(Stretch const& stretch, std::string& hash, ChainReport& report) {
  auto const& [events, seals, emptied, witness] = stretch;
  std::size_t at = 0;
  for (auto const& seal : seals) {
    if (at == events.size() || events[at].id > seal.event) {
      report.broken = seal.event;
      report.what = "removed";
      return;
    }
    auto const& event = events[at++];
    if (event.id < seal.event) {
      report.broken = event.id;
      report.what = "inserted";
      return;
    }
    hash = link_at(event, seal, hash, emptied);
    if (hash.empty()) {
      report.broken = event.id;
      report.what = "changed";
      return;
    }
    ++report.sealed;
    report.has_witness = report.has_witness || (!witness.empty() && to_hex(hash) == witness);
    if (emptied.has(event.id)) ++report.emptied;
  }
}

std::vector<Event> events_until(View const& view, EventId after, EventId last) {
  auto events = std::vector<Event>{};
  for (auto const row : view.reader.query(
           R"sql(SELECT id, at, type, case_id, task_id, party_id, crew_id, actor_kind, account_id, key_id, actor_name, data
                 FROM events WHERE id > $1 AND id <= $2 ORDER BY id)sql",
           after, last))
    events.push_back(event_from(row));
  return events;
}

}  // namespace

std::string canonical_bytes(Event const& event) {
  std::string bytes;
  bytes.reserve(event.data.size() + 160);
  auto const& subject = event.subject;
  for (auto const number : {event.id.value, to_micros(event.at), subject.case_id.value, subject.task_id.value, subject.party_id.value,
                            subject.crew_id.value, static_cast<std::int64_t>(event.actor_kind), event.account.value, event.key.value})
    put(bytes, std::to_string(number));
  put(bytes, event.type);
  put(bytes, event.actor_name);
  put(bytes, event.data);
  return bytes;
}

std::size_t seal_events(City& city, std::size_t most) {
  auto const actor = system_actor("sealer");
  bool const nothing_new =
      run_view(city, actor, [](View const& view) { return newest_event(view.reader) == last_seal(view.reader).event; });
  if (nothing_new) return 0;
  return run_unit(
      city, actor,
      [&](Unit& unit) {
        auto seal = last_seal(unit.tx);
        auto const events = events_after(view_of(unit), seal.event, most);
        for (auto const& event : events) {
          seal = {event.id, next_hash(seal.hash, event)};
          unit.tx.run(R"sql(INSERT INTO event_seals (event_id, hash) VALUES ($1, $2))sql", seal.event, store::BlobView{seal.hash});
        }
        return events.size();
      },
      store::Lane::bulk);
}

ChainReport verify_chain(View const& view, ChainQuestion const& question) {
  ChainReport report;
  auto hash = question.from.hash.empty() ? first_link : question.from.hash;
  auto last = question.from.event;
  for (;;) {
    auto const seals = seals_after(view.reader, last, 5000);
    if (seals.empty()) break;
    auto const events = events_until(view, last, seals.back().event);
    Emptied emptied{view.reader, last, seals.back().event};
    compare({events, seals, emptied, question.witness}, hash, report);
    if (!report.intact()) return report;
    last = seals.back().event;
    if (question.progress) question.progress(report.sealed);
  }
  report.head = to_hex(hash);
  report.mark = {last, hash};
  auto const row = view.reader.maybe(R"sql(SELECT count(*), min(at) FROM events WHERE id > $1)sql", last);
  report.unsealed = static_cast<std::size_t>(row->get<std::int64_t>(0));
  report.waits_since = row->get<std::optional<Time>>(1);
  return report;
}

void log_last_seal(City& city) {
  auto const seal = run_view(city, system_actor("sealer"), [](View const& view) { return last_seal(view.reader); });
  if (seal.event) log_info("the last seal of the history", {{"event", to_text(seal.event)}, {"seal", to_hex(seal.hash)}});
}

}  // namespace cityhall
