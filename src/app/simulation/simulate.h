#pragma once
// A simulated city: residents, callers, desks, crews and faults, through the same verbs as the live program, under a clock that jumps from
// happening to happening. The same seed gives the same history.

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/process.h"
#include "base/time_zone.h"

namespace cityhall::simulation {

struct Plan {
  std::uint64_t seed = 7;
  Date from{};                  // the first lived day
  int days = 365;
  std::size_t residents = 2000;
  std::size_t cases = 0;        // lived, about so many are reported
  std::size_t past = 0;         // brought in from the time before, in bulk
  int past_days = 730;
  bool faults = false;
  std::filesystem::path town{};  // files as `cityhall town` writes them; empty: the small town of the catalogue
  Time until = Time::max();      // life stops here, within the last day
  bool watched = true;           // every promise is looked after each day
  bool secrets_from_seed = true; // else keys and private links are anybody's guess; what happens stays the same
};

/// A promise of the program that did not hold.
struct Broken {
  std::string promise{};        // "every closed case has its closing event"
  std::string where{};          // "SR-26-000123, SR-26-000124"
  Date day{};
};

struct Report {
  std::size_t past = 0;
  std::map<std::string, std::size_t> counts{};  // what happened, in words: "reported by phone"
  std::vector<Broken> broken{};                 // empty: everything held
  std::size_t events = 0;
  std::string history{};        // hash of the whole history, hex
};

/// What is under way, for a progress bar; called some hundred times.
using Telling = std::function<void(std::string const& what, std::size_t done, std::size_t total)>;

/// Makes the demo city Fairhaven in the data folder, lives the plan, and looks after each day whether every promise held; stops at the
/// first day on which one did not. Throws Refusal(conflict, "city.exists") when the folder holds the city already.
Report simulate(std::filesystem::path const& data, Plan const& plan, Telling const& tell = {});

}  // namespace cityhall::simulation
