#pragma once
// What we ask of the provider through its REST API: text messages, and calls to be put through. Each is asked once; a lost answer is not
// asked again, because that would tell somebody twice.

#include <string>
#include <string_view>

#include "kernel/events/event.h"
#include "services/telephony/account.h"

namespace cityhall {

/// Queues a text message. Nothing for a number that wrote STOP, in a town without telephony, or when the key was queued before.
void queue_text(Unit& unit, std::string_view phone, std::string_view body, std::string_view key);

/// Job: sends what is due. Text messages beyond the day's limit are held. Returns how many the provider took.
int send_provider_requests(City& city);
/// Job: fetches the sound of voicemails.
void fetch_recordings(City& city);

/// Consumers: a call that an agent took is put through to his telephone; who reported by text message is told by one.
void connect_taken_call(Unit& unit, Event const& event);
void tell_by_text(Unit& unit, Event const& event);

struct ProviderCounts {
  std::size_t sent = 0;     // message parts in the last day
  std::size_t queued = 0;
  std::size_t failed = 0;   // failed, uncertain or held
};
ProviderCounts provider_counts(View const& view, Time now);

}  // namespace cityhall
