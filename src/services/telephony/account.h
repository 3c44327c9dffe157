#pragma once
// The city's account at its telephone provider.

#include <optional>
#include <string>

#include "kernel/unit.h"

namespace cityhall {

struct TelephonyAccount {
  std::string account{};
  std::string token{};   // secret
  std::string number{};
  std::string api_base = "https://api.twilio.com";
  int opens_minute = 8 * 60;
  int closes_minute = 17 * 60;
  std::string queue{};
  int texts_per_day = 1000;
  std::string phones{};  // "e-mail = number", one a line

  /// The number at which that agent takes calls; empty when there is none.
  std::string phone_of(std::string_view email) const;
};
/// Nothing in a town without telephony.
std::optional<TelephonyAccount> telephony_account(View const& view);
/// An empty account switches telephony off. Needs `telephony.settings`. Throws Refusal(invalid) with every wrong field. Appends
/// `telephony.changed`.
void save_telephony(Unit& unit, TelephonyAccount const& next);
/// True in the hours in which people answer, on a business day.
bool is_open(City& city, TelephonyAccount const& account, Time now);

}  // namespace cityhall
