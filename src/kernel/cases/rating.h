#pragma once
// What the reporter says about the finished work.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/cases/case.h"

namespace cityhall {

/// So long after the first answer it may be changed.
inline constexpr auto rating_changes = std::chrono::hours{14 * 24};

struct Rating {
  int score = 0;                   // 1 worst … 5 best
  std::string comment{};
  Time at{};                       // of the first answer
};
std::optional<Rating> rating_of(View const& view, CaseId id);
/// True while the reporter may rate: the case is closed, and not rated or rated lately.
bool may_rate(View const& view, Case const& report, Time now);
/// By the reporter only. Appends `case.rated` with score and the one before. Throws invalid naming "score" or "comment", conflict
/// "rating.not_closed" or "rating.too_late".
void rate(Unit& unit, Case const& report, int score, std::string_view comment);

/// Of the requests rated in a time; for staff with `issues.read`.
struct Satisfaction {
  std::string service{};
  std::array<std::size_t, 5> scores{};  // how many gave 1 … 5
  std::size_t count() const;
  double mean() const;             // 0 when nobody rated
};
std::vector<Satisfaction> satisfaction(View const& view, Time from, Time to);
struct RatedCase {
  std::string number{};
  std::string service{};
  Rating rating{};
};
/// Those with a comment, newest first.
std::vector<RatedCase> latest_comments(View const& view, std::size_t most);

}  // namespace cityhall
