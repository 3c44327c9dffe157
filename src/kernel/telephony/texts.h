#pragma once
// Text messages that the city sends, who wants them, and who wrote STOP. A message is sent at most once: where the answer of the
// provider was lost, a person decides.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/unit.h"

namespace cityhall {

struct NewText {
  std::string phone{};
  std::string body{};
  std::string key{};  // unique for ever: the same thing is told once
  Time not_before{};
};
/// Queues it in the unit. False in a town without text messages, for a number that wrote STOP or is none, or when the key was queued
/// before.
bool queue_text(Unit& unit, NewText const& text);

/// STOP and START. True when something changed.
bool set_stopped(Unit& unit, std::string_view phone, bool stopped);
bool is_stopped(View const& view, std::string_view phone);

/// Notices to that person go to that number in place of mail; an empty number: mail again.
void prefer_texts(Unit& unit, PartyId party, std::string_view phone);
/// Where notices to that person go; nothing when they want mail, wrote STOP, or the town sends no text messages.
std::optional<std::string> preferred_phone(View const& view, PartyId party);
/// Does the town send text messages?
bool sends_texts(View const& view);

/// How many messages a text is charged as: 160 letters of the GSM alphabet or 70 others in one, 153 or 67 in each of several.
std::size_t message_parts(std::string_view text);

/// What is asked of the provider: a text message, or a call to be put through. Rows for the module that sends.
struct ProviderRequest {
  std::int64_t id = 0;
  std::string path{};       // below the account
  std::string form{};
  std::int64_t parts = 0;   // messages that are paid for; 0 for calls
  int attempts = 0;
  Time not_before{};
  std::string phone{};      // whom a text message goes to
};
namespace provider_store {
/// False when the key was queued before.
bool insert(Unit& unit, ProviderRequest const& request, std::string_view key);
std::vector<ProviderRequest> due(store::Reader& reader, Time now, std::int64_t most);
std::int64_t parts_since(store::Reader& reader, Time since);
/// queued → sending; false when it is no longer queued.
bool begin(store::Transaction& tx, std::int64_t id, Time now);
/// What became of an attempt: sent, queued (again at that time), failed, uncertain or held.
struct Attempt {
  std::string_view state = "sent";
  std::string fault{};
};
void finish(store::Transaction& tx, ProviderRequest const& request, Attempt const& attempt, Time at);
/// What was being sent when the program died: nobody knows whether it was taken.
int settle(store::Transaction& tx, Time before);
/// Held, failed or uncertain → queued. Gives how many.
std::int64_t requeue(store::Transaction& tx, std::string_view state, Time now);
}  // namespace provider_store

struct ProviderCounts {
  std::int64_t sent = 0;  // message parts in the last day
  std::int64_t queued = 0;
  std::int64_t held = 0;      // beyond the day's limit
  std::int64_t failed = 0;
  std::int64_t uncertain = 0;
  std::string fault{};        // the last one
};
ProviderCounts provider_counts(View const& view, Time now);

}  // namespace cityhall
