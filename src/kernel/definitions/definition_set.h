#pragma once
// All published versions of a city's services, in memory. Immutable; City::definitions swaps one set for the next.

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.h"
#include "kernel/definitions/definition.h"

namespace cityhall {

struct PublishedDefinition {
  DefinitionPtr definition;
  Time published{};
  std::int64_t published_by = 0;  // account id
  bool retired = false;           // no new cases; running ones keep it
};

class DefinitionSet {
 public:
  DefinitionSet() = default;
  /// `today` is a date such as "2027-03-02": versions that count from a later day wait. Empty: all count.
  explicit DefinitionSet(std::vector<PublishedDefinition> published, std::string today = {});

  /// The same with one more version.
  DefinitionSet with(PublishedDefinition published) const;
  /// The same with every version of that service retired.
  DefinitionSet without(std::string_view service_id) const;
  /// The same on another day.
  DefinitionSet on(std::string_view today) const;
  /// Whether a version that waits now counts on that day.
  bool changes_on(std::string_view today) const;

  /// The newest version that counts and is not retired, or null.
  DefinitionPtr find(std::string_view service_id) const;
  /// Exactly that version, retired or not, or null: what a case is pinned to.
  DefinitionPtr find(std::string_view service_id, int version) const;
  /// The newest version of the service with that Open311 code, or null.
  DefinitionPtr find_code(std::string_view service_code) const;
  /// The newest version of each service that is not retired, by id.
  std::span<DefinitionPtr const> current() const { return current_; }
  /// Every version of one service, oldest first.
  std::vector<PublishedDefinition const*> versions(std::string_view service_id) const;

 private:
  std::vector<PublishedDefinition> all() const;

  std::string today_;
  std::map<std::string, std::map<int, PublishedDefinition>, std::less<>> services_;
  std::map<std::string, DefinitionPtr, std::less<>> newest_;
  std::map<std::string, DefinitionPtr, std::less<>> codes_;
  std::vector<DefinitionPtr> current_;
};

}  // namespace cityhall
