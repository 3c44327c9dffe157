#pragma once
// What else the city knows about the matter of a case: for the people at the desk.

#include <optional>
#include <string>
#include <vector>

#include "kernel/cases/case.h"

namespace cityhall {

enum class Relation { split, asset, near };

struct RelatedCase {
  Case report;
  Relation relation = Relation::near;
  std::optional<double> metres{};  // between the two places, where both have one
};

/// Who reported it, and how much else: newest first.
struct OtherReports {
  std::size_t count = 0;  // at most other_reports_most are counted
  std::vector<Case> latest{};
};
inline constexpr std::size_t other_reports_most = 200;

/// Each once, by its closest relation: taken out of it or it of them (`split`, by number), about the same thing that the city maintains,
/// within 150 metres and 45 days; of these the nearest first. At most `most`, and bounded work however large the city is. Needs
/// `issues.read`.
std::vector<RelatedCase> related_cases(View const& view, Case const& report, std::vector<std::string> const& split, std::size_t most = 8);
/// The reporter's other requests. Empty for an anonymous one. Needs `issues.read`.
OtherReports other_reports(View const& view, Case const& report, std::size_t most = 5);

}  // namespace cityhall
