#pragma once
// Probable duplicates: open requests near a new one that may be about the same thing. One rule for the web, agents, Open311 and SMS.
//
// Of two requests of one service, both of them within the distance ("within") and time ("for") of the definition's `dedupe`:
//   near  = 1 - metres / within           1 at the same point, 0 at the edge
//   fresh = 1 - age / for                 1 just now, 0 at the end of the time
//   words = Dice coefficient of the sets of three letters in a row of both folded descriptions, 0 … 1; 0.5 where one says nothing
//   score = 0.5 near + 0.2 fresh + 0.3 words
// It is suggested from a score of 0.25. How often that is right on a real city's half year: docs/contributors/duplicates.md.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/cases/public_case.h"

namespace cityhall {

struct Dedupe;

inline constexpr double least_duplicate_score = 0.25;

/// What the rule reads of a request.
struct DuplicateTraits {
  Point point{};
  Time at{};
  std::string_view words{};  // its description
};
struct Likeness {
  double metres = 0;
  double score = 0;
};
/// The rule; nothing where the two lie too far apart in space or time, or score too little. `span` is the rule's time at the moment of
/// the newer request.
std::optional<Likeness> likeness(double within_m, Duration span, DuplicateTraits const& fresh, DuplicateTraits const& known);
/// 0 … 1; nothing where one of them has no three letters in a row.
std::optional<double> word_likeness(std::string_view a, std::string_view b);

/// A request that is not sent yet.
struct UnsentCase {
  Definition const& definition;
  Place const& place;
  std::string_view answers{};      // JSON object
  std::string_view description{};
};
struct ProbableDuplicate {
  PublicCase report{};
  Likeness likeness{};
  std::size_t people = 1;          // who told us about it
};
/// Best first, at most `most`. Staff with `issues.read` are shown every request; for everybody else the rule reads what the public may
/// see, so nobody learns more by asking. Empty when the definition has no `dedupe` or the place has no point.
std::vector<ProbableDuplicate> probable_duplicates(View const& view, UnsentCase const& unsent, Time now, std::size_t most = 5);

/// "This is mine too": counts one more person, the same supporter once, and lets a known party follow. Appends `case.supported` (and
/// `case.followed`). `supporter` tells two people apart and nobody else: an id, a hash. Throws conflict "case.already_closed".
struct Support {
  std::string supporter{};
  PartyId party{};                 // 0: only counted
  std::string language{};
  std::string words{};             // what they would have reported; staff read it
  std::vector<FileId> files{};     // for staff, as long as nobody releases them
};
void support(Unit& unit, Case const& report, Support const& by);
/// How many people told us: the reporter and those who said that it is theirs, too.
std::size_t people_behind(View const& view, CaseId id);

}  // namespace cityhall
