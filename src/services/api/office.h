#pragma once
// Crews, queues, settings and keys in the JSON API.

#include "base/json_fwd.h"
#include "kernel/accounts/api_key.h"
#include "kernel/directory/directory.h"
#include "kernel/settings/settings_store.h"
#include "services/endpoint.h"

namespace cityhall {
web::Record<Crew> const& answer_record(Crew const*);
web::Record<ApiKey> const& answer_record(ApiKey const*);
web::Record<SettingsChange> const& answer_record(SettingsChange const*);
}  // namespace cityhall

namespace cityhall::api {

struct CrewBodyWhole {
  std::string name{};
  std::vector<std::string> queues{};
  std::vector<ZoneId> zones{};
  bool active = true;
};
struct QueueAnswer {
  std::string id{};
  std::string title{};
  std::size_t open = 0;
  std::size_t overdue = 0;
  std::size_t unassigned = 0;
};
struct QueueBody {
  std::string id{};
  std::string title{};
};
struct KeyBody {
  std::string label{};
  std::string contact{};
  std::string channel = "api";
  std::vector<std::string> scopes{};
  int requests_per_minute = 600;
};
struct MadeKeyAnswer {
  ApiKeyId id{};
  std::string text{};
};
struct SettingsAnswer {
  Settings settings{};
};
/// What ETag and If-Match speak of.
std::string version_of(SettingsAnswer const& answer);
struct SettingsBody {
  std::string changes = "{}";
};

/// The members of each.
web::Record<CrewBodyWhole> const& body_record(CrewBodyWhole const*);
web::Record<QueueAnswer> const& answer_record(QueueAnswer const*);
web::Record<QueueBody> const& body_record(QueueBody const*);
web::Record<KeyBody> const& body_record(KeyBody const*);
web::Record<MadeKeyAnswer> const& answer_record(MadeKeyAnswer const*);
web::Record<SettingsAnswer> const& answer_record(SettingsAnswer const*);
web::Record<SettingsBody> const& body_record(SettingsBody const*);

/// Crews, queues, settings and keys.
std::vector<Route> office_routes();

}  // namespace cityhall::api
