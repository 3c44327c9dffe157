#include "kernel/bell/bell.h"

#include <array>

#include "base/text.h"
#include "base/time_zone.h"
#include "kernel/addresses.h"
#include "kernel/bell/bell_mail.h"
#include "kernel/city.h"
#include "kernel/notices/notice.h"
#include "kernel/run_unit.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

constexpr std::array<std::string_view, 3> mail_words{"at_once", "daily", "never"};
constexpr std::chrono::hours daily_from{7};

BellMail mail_from(std::string_view word) {
  for (std::size_t i = 0; i < mail_words.size(); ++i)
    if (mail_words[i] == word) return static_cast<BellMail>(i);
  return BellMail::at_once;
}

struct Addressee {
  std::string email;
  std::string language;
};

std::optional<Addressee> addressee(store::Reader& reader, AccountId account) {
  auto const row = reader.maybe(R"sql(SELECT email, language FROM accounts WHERE id = $1 AND disabled_at IS NULL)sql", account);
  if (!row) return std::nullopt;
  return Addressee{row->get<std::string>(0), row->get<std::string>(1)};
}

std::string number_of(store::Reader& reader, CaseId id) {
  return reader.maybe_value<std::string>(R"sql(SELECT number FROM cases WHERE id = $1)sql", id).value_or("");
}

std::string link_to(City& city, std::string const& number) {
  auto const base = city.settings.get()->base_url;
  return number.empty() ? base + "/desk/bell" : base + desk_address(number);
}

void mail_at_once(Unit& unit, AccountId account, Ring const& what) {
  auto const to = addressee(unit.tx, account);
  if (!to) return;
  auto const number = number_of(unit.tx, what.case_id);
  queue_notice(unit, {.template_name = "staff-bell",
                      .key = "bell/" + what.key,
                      .email = to->email,
                      .language = to->language,
                      .case_id = what.case_id,
                      .values = {{"by", what.by}, {"number", number}, {"text", what.text}, {"link", link_to(unit.city, number)}}});
}

struct DailyMail {
  AccountId account{};
  std::string lines{};
  std::int64_t count = 0;
  std::int64_t last_id = 0;
};

std::vector<AccountId> those_who_wait(store::Reader& reader, std::int64_t today) {
  return reader.values<AccountId>(
      R"sql(SELECT account_id FROM bell_choices WHERE mail = 'daily' AND last_day < $1 AND account_id IN
              (SELECT account_id FROM bell_items WHERE read_at IS NULL AND mailed_at IS NULL))sql",
      today);
}

DailyMail unread_of(store::Reader& reader, AccountId account) {
  DailyMail mail{.account = account};
  for (auto const row : reader.query(
           R"sql(SELECT bell_items.id, bell_items.by_name, bell_items.text, cases.number FROM bell_items
                 LEFT JOIN cases ON cases.id = bell_items.case_id
                 WHERE bell_items.account_id = $1 AND bell_items.read_at IS NULL AND bell_items.mailed_at IS NULL
                 ORDER BY bell_items.id LIMIT 50)sql",
           account)) {
    ++mail.count;
    mail.last_id = row.get<std::int64_t>(0);
    mail.lines += row.get<std::optional<std::string>>(3).value_or("") + " " + row.get<std::string>(1) + ": " +
                  shorten(row.get<std::string>(2), 200) + "\n";
  }
  return mail;
}

void send_daily(Unit& unit, AccountId account, std::int64_t today) {
  auto const mail = unread_of(unit.tx, account);
  auto const to = addressee(unit.tx, account);
  unit.tx.run(R"sql(UPDATE bell_choices SET last_day = $2 WHERE account_id = $1)sql", account, today);
  if (mail.count == 0 || !to) return;
  unit.tx.run(R"sql(UPDATE bell_items SET mailed_at = $3 WHERE account_id = $1 AND id <= $2 AND read_at IS NULL)sql", account, mail.last_id,
              unit.now);
  queue_notice(unit, {.template_name = "staff-bell-daily",
                      .key = "bell-daily/" + std::to_string(account.value) + "/" + std::to_string(today),
                      .email = to->email,
                      .language = to->language,
                      .values = {{"count", std::to_string(mail.count)}, {"items", mail.lines}, {"link", link_to(unit.city, {})}}});
}

}  // namespace

std::string_view to_text(BellMail mail) { return mail_words.at(static_cast<std::size_t>(mail)); }

bool add_bell(Unit& unit, AccountId account, Ring const& what, bool mailed) {
  return unit.tx.run(
             R"sql(INSERT INTO bell_items (id, account_id, ring_key, kind, case_id, by_name, text, at, mailed_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (ring_key) DO NOTHING)sql",
             unit.city.ids().next(), account, what.key, what.kind, what.case_id, what.by, what.text, unit.now,
             mailed ? std::optional{unit.now} : std::nullopt) > 0;
}

void ring(Unit& unit, AccountId account, Ring const& what) {
  auto const at_once = bell_choice_of(view_of(unit), account).mail == BellMail::at_once;
  if (add_bell(unit, account, what, at_once) && at_once) mail_at_once(unit, account, what);
}

std::vector<BellItem> bell_items(View const& view, std::size_t most) {
  std::vector<BellItem> items;
  for (
      auto const row : view.reader.query(
          R"sql(SELECT bell_items.id, bell_items.kind, bell_items.case_id, cases.number, bell_items.by_name, bell_items.text, bell_items.at,
                   bell_items.read_at FROM bell_items LEFT JOIN cases ON cases.id = bell_items.case_id
                 WHERE bell_items.account_id = $1 ORDER BY bell_items.id DESC LIMIT $2)sql",
          view.actor.account, static_cast<std::int64_t>(most)))
    items.push_back({.id = row.get<std::int64_t>(0),
                     .kind = row.get<std::string>(1),
                     .case_id = row.get<CaseId>(2),
                     .number = row.get<std::optional<std::string>>(3).value_or(""),
                     .by = row.get<std::string>(4),
                     .text = row.get<std::string>(5),
                     .at = row.get<Time>(6),
                     .read = row.get<std::optional<Time>>(7).has_value()});
  return items;
}

std::size_t unread_bells(View const& view) {
  if (!view.actor.account) return 0;
  return static_cast<std::size_t>(view.reader.value<std::int64_t>(
      R"sql(SELECT count(*) FROM bell_items WHERE account_id = $1 AND read_at IS NULL)sql", view.actor.account));
}

void mark_bells_read(Unit& unit) {
  unit.tx.run(R"sql(UPDATE bell_items SET read_at = $2 WHERE account_id = $1 AND read_at IS NULL)sql", unit.actor.account, unit.now);
}

BellChoice bell_choice_of(View const& view, AccountId account) {
  auto const row = view.reader.maybe(R"sql(SELECT mail, queue_work FROM bell_choices WHERE account_id = $1)sql", account);
  return row ? BellChoice{mail_from(row->get<std::string>(0)), row->get<bool>(1)} : BellChoice{};
}

void choose_bell_mail(Unit& unit, BellChoice const& choice) {
  unit.tx.run(
      R"sql(INSERT INTO bell_choices (account_id, mail, queue_work, last_day) VALUES ($1, $2, $3, 0)
            ON CONFLICT (account_id) DO UPDATE SET mail = excluded.mail, queue_work = excluded.queue_work)sql",
      unit.actor.account, to_text(choice.mail), choice.queue_work);
}

void send_daily_bells(City& city) {
  auto const actor = system_actor("bell");
  auto const zone = city.zone();
  auto const now = zone.local(city.clock().now());
  if (now.since_midnight < daily_from) return;
  auto const today = static_cast<std::int64_t>(std::chrono::sys_days{now.date}.time_since_epoch().count());
  auto const waiting = run_view(city, actor, [&](View const& view) { return those_who_wait(view.reader, today); });
  for (auto const account : waiting)
    run_unit(
        city, actor, [&](Unit& unit) { send_daily(unit, account, today); }, store::Lane::bulk);
}

void forget_old_bells(City& city) {
  run_unit(
      city, system_actor("bell"),
      [](Unit& unit) {
        unit.tx.run(R"sql(DELETE FROM bell_items WHERE at < $1 OR (read_at IS NOT NULL AND read_at < $2))sql",
                    unit.now - std::chrono::days{365}, unit.now - std::chrono::days{30});
      },
      store::Lane::bulk);
}

}  // namespace cityhall
