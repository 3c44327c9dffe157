#pragma once
// The rows of the push key, devices and messages.

#include <optional>

#include "kernel/tasks/task.h"
#include "services/field/push.h"
#include "store/transaction.h"

namespace cityhall::push_store {

struct SealedKey {
  std::string point{};   // base64url
  std::string secret{};  // sealed
};
std::optional<SealedKey> key(store::Reader& reader);
void add_key(Unit& unit, SealedKey const& key);

struct PushDevice {
  PushDeviceId id{};
  std::string endpoint{};
  std::string point{};   // base64url
  std::string secret{};  // sealed
  std::string language{};
  SessionId session{};
};
/// Adds it, or gives the endpoint to the actor; the oldest beyond `most` of the account go.
void save(Unit& unit, PushDevice const& device, std::int64_t most);
void remove(store::Transaction& tx, PushDeviceId id);
/// Devices that asked under a session which has ended since.
std::vector<PushDeviceId> signed_out(store::Reader& reader, Time now);
void follow_session(store::Transaction& tx, SessionId before, SessionId now);
std::optional<PushDeviceId> find(store::Reader& reader, std::string_view endpoint, AccountId account);
/// False while nobody has asked for messages.
bool any_device(store::Reader& reader);
/// Of those who do the task: its assignee, else everybody in its crew.
std::vector<PushDevice> devices_for(store::Reader& reader, Task const& task);

struct PushMessage {
  std::int64_t id = 0;
  PushDevice device{};
  TaskId task{};
  std::string content{};
  int tries = 0;
  Time made{};
};
/// False when this event was queued for this device before.
bool add(Unit& unit, PushDeviceId device, Event const& event, std::string_view content);
std::vector<PushMessage> due(store::Reader& reader, Time now, std::int64_t most);
void remove_message(store::Transaction& tx, std::int64_t id);
void postpone(store::Transaction& tx, std::int64_t id, Time next);

}  // namespace cityhall::push_store
