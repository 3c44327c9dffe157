#pragma once
// The city's account at its telephone provider.

#include <optional>
#include <string>
#include <string_view>

#include "kernel/unit.h"

namespace cityhall {

class City;

struct TelephonyAccount {
  std::string account{};
  std::string token{};   // secret; signs what the provider sends us
  std::string number{};  // ours, normal_phone()
  std::string api_base = "https://api.twilio.com";
  bool voice = true;     // calls are answered
  bool texts = true;     // text messages are answered and sent
  int opens_minute = 8 * 60;
  int closes_minute = 17 * 60;
  bool every_day = false;  // people answer on weekends and holidays, too
  std::string queue{};   // where calls for a person wait
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
/// True in the hours in which people answer, on a business day or on every day.
bool is_open(City& city, TelephonyAccount const& account, Time now);

}  // namespace cityhall
