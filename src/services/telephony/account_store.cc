#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/accounts/gate.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "kernel/parties/party.h"
#include "kernel/secrets/secrets.h"
#include "services/telephony/account.h"
#include "store/transaction.h"

namespace cityhall {

std::string TelephonyAccount::phone_of(std::string_view email) const {
  for (auto const line : split(phones, '\n')) {
    auto const equals = line.find('=');
    if (equals != std::string_view::npos && equals_ignoring_case(trim(line.substr(0, equals)), email))
      return normal_phone(line.substr(equals + 1));
  }
  return {};
}

std::optional<TelephonyAccount> telephony_account(View const& view) {
  auto const row = view.reader.maybe(
      R"sql(SELECT account, token, number, api_base, opens_minute, closes_minute, queue, texts_per_day, phones FROM telephony_settings WHERE id = 1)sql");
  if (!row || row->get<std::string>(0).empty()) return std::nullopt;
  return TelephonyAccount{.account = row->get<std::string>(0),
                          .token = view.city.gate().secrets().open(row->get<std::string>(1)).value_or(std::string{}),
                          .number = row->get<std::string>(2),
                          .api_base = row->get<std::string>(3),
                          .opens_minute = row->get<int>(4),
                          .closes_minute = row->get<int>(5),
                          .queue = row->get<std::string>(6),
                          .texts_per_day = row->get<int>(7),
                          .phones = row->get<std::string>(8)};
}

void save_telephony(Unit& unit, TelephonyAccount const& next) {
  require(unit.actor, "telephony.settings");
  std::vector<FieldError> errors;
  if (!next.account.empty()) {
    if (normal_phone(next.number).empty())
      errors.push_back({"number", "malformed", _("This is not a phone number. Write it with the area code.")});
    if (next.token.empty()) errors.push_back({"token", "required", _("The provider shows the token beside the account.")});
    if (!next.api_base.starts_with("https://") && !next.api_base.starts_with("http://"))
      errors.push_back({"api_base", "malformed", _("Write an address that begins with https://.")});
    if (next.opens_minute >= next.closes_minute) errors.push_back({"closes", "order", _("People answer from an earlier to a later time.")});
  }
  if (!errors.empty()) throw invalid_fields(std::move(errors));
  unit.tx.run(
      R"sql(INSERT INTO telephony_settings (id, account, token, number, api_base, opens_minute, closes_minute, queue, texts_per_day, phones)
            VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (id) DO UPDATE SET account = excluded.account, token = excluded.token, number = excluded.number,
              api_base = excluded.api_base, opens_minute = excluded.opens_minute, closes_minute = excluded.closes_minute,
              queue = excluded.queue, texts_per_day = excluded.texts_per_day, phones = excluded.phones)sql",
      next.account, unit.city.gate().secrets().seal(next.token), normal_phone(next.number), next.api_base, next.opens_minute,
      next.closes_minute, next.queue, next.texts_per_day, next.phones);
  append(unit, "telephony.changed", {}, {{"on", !next.account.empty()}});
}

bool is_open(City& city, TelephonyAccount const& account, Time now) {
  auto const calendar = city.calendar.get();
  auto const local = calendar->zone().local(now);
  auto const minute = local.since_midnight.count() / 60;
  return calendar->is_business_day(local.date) && minute >= account.opens_minute && minute < account.closes_minute;
}

}  // namespace cityhall
