#pragma once
// The published versions of a service, and the names of those who published them.

#include <map>
#include <string>
#include <vector>

#include "base/refusal.h"
#include "kernel/accounts/account.h"
#include "kernel/definitions/definition_set.h"
#include "services/admin/services_pages.h"
#include "services/call.h"

namespace cityhall {

/// Names of those who publish, looked up once each.
class Publishers {
 public:
  explicit Publishers(Call const& call) : view_{call.city, call.reader, finder_} {}

  PublishedView shown(PublishedDefinition const& published) { return {&published, name(published.published_by)}; }

 private:
  std::string const& name(std::int64_t id) {
    auto const [found, fresh] = names_.try_emplace(id);
    if (fresh && id != 0) found->second = account(view_, AccountId{id}).name;
    return found->second;
  }

  Actor const finder_ = system_actor("admin");
  View const view_;
  std::map<std::int64_t, std::string> names_;
};

/// Newest first. Throws not_found.
inline std::vector<PublishedDefinition const*> versions_of(DefinitionSet const& definitions, std::string_view service) {
  auto versions = definitions.versions(service);
  if (versions.empty()) throw not_found(_("There is no such service."));
  return {versions.rbegin(), versions.rend()};
}

}  // namespace cityhall
