#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/accounts/gate.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "kernel/parties/party.h"
#include "kernel/secrets/secrets.h"
#include "kernel/telephony/account.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

constexpr int minutes_a_day = 24 * 60;

bool is_identifier(std::string_view text) {
  return text.size() <= 64 && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) != 0; });
}

void check_phones(TelephonyAccount const& next, std::vector<FieldError>& errors) {
  for (auto const line : split(next.phones, '\n')) {
    if (trim(line).empty()) continue;
    auto const equals = line.find('=');
    if (equals == std::string_view::npos || normal_phone(line.substr(equals + 1)).empty())
      errors.push_back(
          {"phones", "malformed",
           _("Write an e-mail address, an equals sign and a number on each line, not \"{line}\".").with("line", std::string{line})});
  }
}

void check(TelephonyAccount const& next) {
  std::vector<FieldError> errors;
  auto const need = [&](bool fits, char const* field, Message message) {
    if (!fits) errors.push_back({field, "malformed", std::move(message)});
  };
  need(is_identifier(next.account), "account", _("An account is letters and digits, such as AC0123…; copy it from the provider's page."));
  need(!normal_phone(next.number).empty(), "number", _("This is not a phone number. Write it with the area code."));
  need(!next.token.empty(), "token", _("The provider shows the token beside the account."));
  need(next.api_base.starts_with("https://") || next.api_base.starts_with("http://"), "api_base",
       _("Write an address that begins with https://."));
  need(next.opens_minute >= 0 && next.opens_minute < next.closes_minute && next.closes_minute <= minutes_a_day, "closes",
       _("People answer from an earlier to a later time."));
  check_phones(next, errors);
  if (!errors.empty()) throw invalid_fields(std::move(errors));
}

}  // namespace

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
      R"sql(SELECT account, token, number, api_base, voice, texts, opens_minute, closes_minute, every_day, queue, texts_per_day, phones
            FROM telephony_settings WHERE id = 1)sql");
  if (!row || row->get<std::string>(0).empty()) return std::nullopt;
  return TelephonyAccount{.account = row->get<std::string>(0),
                          .token = view.city.gate().secrets().open(row->get<std::string>(1)).value_or(std::string{}),
                          .number = row->get<std::string>(2),
                          .api_base = row->get<std::string>(3),
                          .voice = row->get<bool>(4),
                          .texts = row->get<bool>(5),
                          .opens_minute = row->get<int>(6),
                          .closes_minute = row->get<int>(7),
                          .every_day = row->get<bool>(8),
                          .queue = row->get<std::string>(9),
                          .texts_per_day = row->get<int>(10),
                          .phones = row->get<std::string>(11)};
}

void save_telephony(Unit& unit, TelephonyAccount const& next) {
  require(unit.actor, "telephony.settings");
  if (!next.account.empty()) check(next);
  unit.tx.run(
      R"sql(INSERT INTO telephony_settings (id, account, token, number, api_base, voice, texts, opens_minute, closes_minute, every_day,
              queue, texts_per_day, phones)
            VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            ON CONFLICT (id) DO UPDATE SET account = excluded.account, token = excluded.token, number = excluded.number,
              api_base = excluded.api_base, voice = excluded.voice, texts = excluded.texts, opens_minute = excluded.opens_minute,
              closes_minute = excluded.closes_minute, every_day = excluded.every_day, queue = excluded.queue,
              texts_per_day = excluded.texts_per_day, phones = excluded.phones)sql",
      next.account, unit.city.gate().secrets().seal(next.token), normal_phone(next.number), next.api_base, next.voice, next.texts,
      next.opens_minute, next.closes_minute, next.every_day, next.queue, next.texts_per_day, next.phones);
  append(unit, "telephony.changed", {}, {{"on", !next.account.empty()}});
}

bool is_open(City& city, TelephonyAccount const& account, Time now) {
  auto const calendar = city.calendar.get();
  auto const local = calendar->zone().local(now);
  auto const minute = local.since_midnight.count() / 60;
  return (account.every_day || calendar->is_business_day(local.date)) && minute >= account.opens_minute && minute < account.closes_minute;
}

}  // namespace cityhall
