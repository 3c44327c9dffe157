#pragma once
// Many finished cases at once, from another system.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kernel/cases/case.h"

namespace cityhall {

/// A case as another system kept it. Views: they need to live during the call only.
struct ImportedCase {
  std::string_view external_id;
  std::string_view service;            // a definition that exists
  std::string_view number;             // empty: from the definition's pattern
  std::string_view title;
  std::string_view description;
  std::string_view address;
  std::string_view zip;
  std::optional<Point> point{};
  Time opened_at{};
  std::optional<Time> closed_at{};
  std::optional<Time> due_at{};
  std::optional<Time> updated_at{};
  std::string_view closing_message;
  std::string_view outcome;
  std::string_view agency;
  std::string_view owner;
  std::string_view queue;              // empty: by the definition's route
  Channel channel = Channel::import;
};

struct ImportCount {
  std::size_t added = 0;
  std::size_t updated = 0;             // known external id, different content
  std::size_t unchanged = 0;
  std::vector<std::pair<std::size_t, std::string>> rejected{};  // (index in the span, why)
};

/// Adds or updates by (source, external id) in the unit's transaction: importing the same rows again changes nothing. Appends
/// `case.imported` for each that was added or changed. A row that cannot be taken is rejected; the others go in.
ImportCount import_cases(Unit& unit, std::string_view source, std::span<ImportedCase const> rows);

}  // namespace cityhall
