#pragma once
// What we ask of the provider through its REST API: text messages, and calls to be put through. Each is asked once; a lost answer is not
// asked again, because that would tell somebody twice.

#include <string>
#include <string_view>

#include "base/message.h"
#include "kernel/events/event.h"
#include "kernel/telephony/account.h"

namespace cityhall {

/// Job: sends what is due. Text messages beyond the day's limit are held. Returns how many the provider took.
int send_provider_requests(City& city);
/// Job: fetches the sound of voicemails.
void fetch_recordings(City& city);

/// Consumer: a call that an agent took is put through to his telephone.
void connect_taken_call(Unit& unit, Event const& event);

/// What the provider says to our account, number and hooks; each is what is wrong and what to do.
struct ProviderFinding {
  bool good = true;
  Message what;
  Message fix;
};
std::vector<ProviderFinding> examine_provider(City& city, TelephonyAccount const& account);

}  // namespace cityhall
