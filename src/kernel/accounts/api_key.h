#pragma once
// API keys: shown once, stored hashed, limited in what they may do and how often.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/unit.h"

namespace cityhall {

struct ApiKey {
  ApiKeyId id{};
  std::string label;                 // "FixIt app"
  std::string contact;               // e-mail of whoever runs the client
  Channel channel = Channel::api;    // recorded with what it sends
  std::vector<std::string> scopes;   // permissions that the key has, sorted; "requests.submit"
  int requests_per_minute = 600;
  Time created{};
  std::optional<Time> disabled;
  std::optional<Time> last_used;     // to the minute
  AccountId made_by{};               // 0: the command line, another key, or not known
};

struct NewApiKey {
  std::string label;
  std::string contact;
  Channel channel = Channel::api;
  std::vector<std::string> scopes;
  int requests_per_minute = 600;
};

struct MadeApiKey {
  ApiKeyId id{};
  std::string text;  // "ck_…": shown once, never stored
};

/// Needs `admin.keys`. Refuses unknown scopes and a contact that is no e-mail address. Appends `api_key.created`.
MadeApiKey create_api_key(Unit& unit, NewApiKey const& key);
/// Dead with the commit. Appends `api_key.disabled`.
void disable_api_key(Unit& unit, ApiKeyId id);
/// Needs `admin.keys`.
std::vector<ApiKey> api_keys(View const& view);

/// The live key with this text, or null; from memory after the first time. Checks no rate: see Gate::limits().
std::shared_ptr<ApiKey const> find_api_key(View const& view, std::string_view text);
/// Kind `key`, permissions = scopes.
Actor actor_of(ApiKey const& key);
/// The actor of a live key. Nothing for a wrong or disabled key.
std::optional<Actor> actor_for_key(View const& view, std::string_view text);
/// A live key from memory, without a look into the database: null also for a key that was not used lately.
std::shared_ptr<ApiKey const> remembered_api_key(City& city, std::string_view text);
/// Job, every minute: writes when keys were last used.
void keep_api_keys(City& city);

}  // namespace cityhall
