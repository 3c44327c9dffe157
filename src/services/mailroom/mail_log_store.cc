#include "base/text.h"
#include "kernel/city.h"
#include "kernel/retention/erase.h"
#include "kernel/run_unit.h"
#include "services/mailroom/mail_log.h"
#include "services/mailroom/spool.h"

namespace cityhall {
namespace {

constexpr auto mails_kept = std::chrono::days{90};

}  // namespace

bool is_logged(View const& view, std::string_view message_id) {
  return view.reader.maybe(R"sql(SELECT message_id FROM received_mails WHERE message_id = $1)sql", message_id).has_value();
}

void log_mail(Unit& unit, LoggedMail const& mail) {
  unit.tx.run(
      R"sql(INSERT INTO received_mails (message_id, received_at, outcome, sender, subject, case_number, fault)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (message_id) DO NOTHING)sql",
      mail.message_id, unit.now, mail.outcome, to_lower_ascii(mail.sender), mail.subject, mail.case_number, mail.fault);
}

std::int64_t mails_from(View const& view, std::string_view sender, Time since) {
  return view.reader.value<std::int64_t>(
      R"sql(SELECT count(*) FROM received_mails WHERE sender = $1 AND received_at >= $2 AND outcome IN ('answer', 'draft'))sql",
      to_lower_ascii(sender), since);
}

void forget_sender(Unit& unit, Event const& erased) {
  auto const contacts = take_erased_contacts(unit, erased.id);
  for (auto const& contact : contacts)
    unit.tx.run(
        R"sql(UPDATE received_mails SET sender = '', subject = ''
              WHERE sender = $1 AND case_number NOT IN (SELECT number FROM cases WHERE id IN (SELECT case_id FROM held_cases)))sql",
        contact);
  remove_asides_with(unit.city.folder(), contacts);
}

std::vector<LoggedMail> logged_mails(View const& view, std::size_t most) {
  require(view.actor, "mailroom.settings");
  std::vector<LoggedMail> found;
  for (
      auto const row : view.reader.query(
          R"sql(SELECT message_id, received_at, outcome, sender, subject, case_number, fault FROM received_mails ORDER BY received_at DESC, message_id LIMIT $1)sql",
          static_cast<std::int64_t>(most)))
    found.push_back({row.get<std::string>(0), row.get<Time>(1), row.get<std::string>(2), row.get<std::string>(3), row.get<std::string>(4),
                     row.get<std::string>(5), row.get<std::string>(6)});
  return found;
}

void forget_old_mails(City& city) {
  remove_old_asides(city.folder(), city.clock().now() - mails_kept);
  run_unit(
      city, system_actor("forget old mails"),
      [](Unit& unit) {
        return unit.tx.run(R"sql(DELETE FROM received_mails WHERE received_at < $1)sql", unit.now - mails_kept);
      },
      store::Lane::bulk);
}

}  // namespace cityhall
