#include "base/text.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/screening.h"
#include "kernel/city.h"
#include "kernel/files/file_ids.h"
#include "kernel/handover/handover_rows.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

template <class AnyRow>
Handover handover_from(AnyRow const& row) {
  return {.id = row.template get<HandoverId>(0),
          .case_id = row.template get<CaseId>(1),
          .partner = row.template get<PartnerId>(2),
          .partner_name = row.template get<std::string>(3),
          .state = handover_state_from(row.template get<std::string>(4)),
          .their_id = row.template get<std::string>(5),
          .token = row.template get<std::string>(6),
          .reference = row.template get<std::string>(7),
          .made_at = row.template get<Time>(8),
          .made_by = row.template get<std::string>(9)};
}

SendKind kind_from(std::string_view word) {
  return word == "update" ? SendKind::update : word == "token" ? SendKind::token : SendKind::request;
}
std::string_view word_of(SendKind kind) { return kind == SendKind::update ? "update" : kind == SendKind::token ? "token" : "request"; }

/// What another body shows of a text: no addresses and numbers of people, cut to what it takes.
std::string as_published(std::string_view text) {
  constexpr std::size_t shown_most = 3900;
  return shorten(without_contacts(without_control_characters(trim(text))), shown_most);
}

}  // namespace

void insert_handover(Unit& unit, Handover const& handover) {
  unit.tx.run(
      R"sql(INSERT INTO handovers (id, case_id, partner_id, state, their_id, token, reference, made_at, made_by)
            VALUES ($1, $2, $3, 'waiting', '', '', $4, $5, $6))sql",
      handover.id, handover.case_id, handover.partner, handover.reference, unit.now, unit.actor.name);
}

std::vector<Handover> handovers_of(View const& view, CaseId id) {
  std::vector<Handover> all;
  for (auto const row : view.reader.query(
           R"sql(SELECT handovers.id, handovers.case_id, handovers.partner_id, partners.name, handovers.state, handovers.their_id,
                   handovers.token, handovers.reference, handovers.made_at, handovers.made_by
                 FROM handovers JOIN partners ON partners.id = handovers.partner_id WHERE handovers.case_id = $1 ORDER BY handovers.id)sql",
           id))
    all.push_back(handover_from(row));
  return all;
}

std::optional<Handover> handover_with(View const& view, PartnerId partner, std::string_view their_id) {
  auto const row = view.reader.maybe(
      R"sql(SELECT handovers.id, handovers.case_id, handovers.partner_id, partners.name, handovers.state, handovers.their_id,
              handovers.token, handovers.reference, handovers.made_at, handovers.made_by
            FROM handovers JOIN partners ON partners.id = handovers.partner_id
            WHERE handovers.partner_id = $1 AND handovers.their_id = $2 AND handovers.their_id <> '' AND handovers.state = 'sent')sql",
      partner, their_id);
  return row ? std::optional{handover_from(*row)} : std::nullopt;
}

std::optional<Handover> handover_by_reference(View const& view, std::string_view reference) {
  auto const row = view.reader.maybe(
      R"sql(SELECT handovers.id, handovers.case_id, handovers.partner_id, partners.name, handovers.state, handovers.their_id,
              handovers.token, handovers.reference, handovers.made_at, handovers.made_by
            FROM handovers JOIN partners ON partners.id = handovers.partner_id WHERE handovers.reference = $1)sql",
      reference);
  return row ? std::optional{handover_from(*row)} : std::nullopt;
}

std::size_t open_handovers(View const& view, PartnerId partner) {
  return static_cast<std::size_t>(view.reader.value<std::int64_t>(
      R"sql(SELECT count(*) FROM handovers WHERE partner_id = $1 AND state = 'sent' AND their_id <> '')sql", partner));
}

int heard_since(View const& view, HandoverId id, Time since) {
  return view.reader.value<int>(R"sql(SELECT count(*) FROM handover_log WHERE handover_id = $1 AND what = 'heard' AND at > $2)sql", id, since);
}

std::vector<LogLine> handover_log(View const& view, HandoverId id) {
  std::vector<LogLine> lines;
  for (auto const row : view.reader.query(R"sql(SELECT at, what, detail FROM handover_log WHERE handover_id = $1 ORDER BY id)sql", id))
    lines.push_back({row.get<Time>(0), row.get<std::string>(1), row.get<std::string>(2)});
  return lines;
}

void log_handover(Unit& unit, HandoverId id, std::string_view what, std::string_view detail) {
  unit.tx.run(R"sql(INSERT INTO handover_log (id, handover_id, at, what, detail) VALUES ($1, $2, $3, $4, $5))sql", unit.city.ids().next(),
              id, unit.now, what, shorten(detail, 500));
}

void add_outgoing(Unit& unit, Outgoing const& out, Time not_before) {
  unit.tx.run(
      R"sql(INSERT INTO handover_outbox (id, handover_id, event_id, kind, status, told_status, message, files, attempts, next_at, fault, echo)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, '', $10) ON CONFLICT (handover_id, event_id, kind) DO NOTHING)sql",
      unit.city.ids().next(), out.handover.id, out.event, word_of(out.kind), out.status, out.told_status, out.message,
      file_ids_text(out.files), not_before, !out.status.empty() || !out.told_status.empty());
}

std::vector<Outgoing> due_outgoing(View const& view, Time now, std::size_t most) {
  std::vector<Outgoing> due;
  for (auto const row : view.reader.query(
           R"sql(SELECT handovers.id, handovers.case_id, handovers.partner_id, partners.name, handovers.state, handovers.their_id,
                   handovers.token, handovers.reference, handovers.made_at, handovers.made_by, handover_outbox.id, handover_outbox.event_id,
                   handover_outbox.kind, handover_outbox.status, handover_outbox.message, handover_outbox.files, handover_outbox.attempts,
                   handover_outbox.told_status
                 FROM handover_outbox JOIN handovers ON handovers.id = handover_outbox.handover_id
                 JOIN partners ON partners.id = handovers.partner_id
                 WHERE handover_outbox.next_at IS NOT NULL AND handover_outbox.next_at <= $1
                   AND (handover_outbox.kind <> 'update' OR handovers.their_id <> '')
                   AND NOT EXISTS (SELECT 1 FROM handover_outbox AS earlier WHERE earlier.handover_id = handover_outbox.handover_id
                                   AND earlier.id < handover_outbox.id AND earlier.next_at IS NOT NULL)
                 ORDER BY handover_outbox.id LIMIT $2)sql",
           now, static_cast<std::int64_t>(most)))
    due.push_back({.id = row.get<std::int64_t>(10),
                   .handover = handover_from(row),
                   .event = row.get<EventId>(11),
                   .kind = kind_from(row.get<std::string_view>(12)),
                   .status = row.get<std::string>(13),
                   .told_status = row.get<std::string>(17),
                   .message = row.get<std::string>(14),
                   .files = file_ids_from(row.get<std::string_view>(15)),
                   .attempts = row.get<int>(16)});
  return due;
}

void settle_outgoing(Unit& unit, std::int64_t id) {
  unit.tx.run(R"sql(UPDATE handover_outbox SET next_at = NULL, fault = '' WHERE id = $1)sql", id);
}

void begin_attempt(Unit& unit, Outgoing const& out) {
  unit.tx.run(R"sql(UPDATE handover_outbox SET attempts = $2 WHERE id = $1)sql", out.id, out.attempts + 1);
}

void postpone_outgoing(Unit& unit, Outgoing const& out, std::optional<Time> next, std::string_view fault) {
  unit.tx.run(R"sql(UPDATE handover_outbox SET attempts = $2, next_at = $3, fault = $4 WHERE id = $1)sql", out.id, out.attempts + 1, next,
              shorten(fault, 500));
}

void drop_outgoing(Unit& unit, HandoverId id) {
  unit.tx.run(R"sql(UPDATE handover_outbox SET next_at = NULL WHERE handover_id = $1)sql", id);
}

void set_their_id(Unit& unit, HandoverId id, std::string_view their_id, std::string_view token) {
  unit.tx.run(R"sql(UPDATE handovers SET their_id = $2, token = $3, state = 'sent' WHERE id = $1 AND state <> 'ended')sql", id, their_id,
              token);
}

void set_handover_state(Unit& unit, HandoverId id, HandoverState state) {
  unit.tx.run(R"sql(UPDATE handovers SET state = $2 WHERE id = $1)sql", id, to_text(state));
}

bool is_our_echo(Unit& unit, HandoverId id, OutsideUpdate const& update) {
  auto const said = as_published(update.description);
  for (auto const row :
       unit.tx.query(R"sql(SELECT id, status, message FROM handover_outbox WHERE handover_id = $1 AND echo = 1 ORDER BY id)sql", id)) {
    auto const status = row.get<std::string_view>(1);
    bool const same_end = means_the_end(status) == means_the_end(update.status);
    bool const same_begin = (status == "reopen") == (update.status == "reopen");
    if (!same_end || !same_begin || as_published(row.get<std::string>(2)) != said) continue;
    unit.tx.run(R"sql(UPDATE handover_outbox SET echo = 0 WHERE id = $1)sql", row.get<std::int64_t>(0));
    return true;
  }
  return false;
}

bool was_updated_from_outside(View const& view, std::string_view source, std::string_view update_id) {
  return view.reader.maybe(R"sql(SELECT id FROM outside_updates WHERE source = $1 AND update_id = $2)sql", source, update_id).has_value();
}

std::vector<PartnerId> partners_to_poll(View const& view, Time now) {
  return view.reader.values<PartnerId>(
      R"sql(SELECT id FROM partners WHERE active = 1 AND way = 'open311' AND next_poll <= $1 ORDER BY next_poll, id)sql", now);
}

void set_polled(Unit& unit, PartnerId id, Polled const& polled) {
  if (polled.until) unit.tx.run(R"sql(UPDATE partners SET polled_until = $2 WHERE id = $1)sql", id, *polled.until);
  unit.tx.run(R"sql(UPDATE partners SET next_poll = $2, poll_fault = $3 WHERE id = $1)sql", id, polled.next, shorten(polled.fault, 500));
}

}  // namespace cityhall
