#include "kernel/notices/hold.h"
#include "store/transaction.h"

namespace cityhall {

std::optional<MailHold> mail_hold_of(View const& view, EventId event) {
  auto const row = view.reader.maybe(R"sql(SELECT until, silent FROM held_events WHERE event_id = $1)sql", event);
  if (!row) return std::nullopt;
  return MailHold{row->get<Time>(0), row->get<bool>(1)};
}

void hold_mails(Unit& unit, EventId event, Time until) {
  unit.tx.run(R"sql(INSERT INTO held_events (event_id, until, silent) VALUES ($1, $2, 0) ON CONFLICT (event_id) DO NOTHING)sql", event,
              until);
}

void silence_mails(Unit& unit, EventId event) {
  unit.tx.run(
      R"sql(INSERT INTO held_events (event_id, until, silent) VALUES ($1, 0, 1) ON CONFLICT (event_id) DO UPDATE SET silent = 1)sql",
      event);
  // A notice's key begins with its event; "0" follows "/".
  unit.tx.run(R"sql(DELETE FROM notices WHERE notice_key >= $1 AND notice_key < $2 AND state = 'queued')sql", to_text(event) + "/",
              to_text(event) + "0");
  unit.tx.run(R"sql(DELETE FROM provider_requests WHERE request_key >= $1 AND request_key < $2 AND state = 'queued')sql",
              to_text(event) + "/", to_text(event) + "0");
}

}  // namespace cityhall
