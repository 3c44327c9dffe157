#pragma once
// What the people of a simulated city see and remember.

#include <memory>
#include <string>

#include "app/simulation/year.h"
#include "kernel/ids.h"

namespace cityhall::simulation {

/// A case as its reporter and the desk remember it.
struct Remembered {
  CaseId id{};
  std::string number{};
  std::string secret{};
  std::uint32_t service = 0;
  std::size_t reporter = 0;  // index of a resident
  std::size_t address = 0;
  std::string original{};  // number of the case that this one repeats; empty: a new matter
  int closings = 0;
  CrewId kept_for{};  // this crew does it after the last lived day: who looks at the city finds it there
};
using CaseMemory = std::shared_ptr<Remembered>;

/// Somebody saw something somewhere.
struct Sighting {
  Arrival arrival{};
  std::size_t who = 0;  // index of a resident
  std::size_t address = 0;
  CaseMemory original{};  // the case that it repeats
  double photo = 50;      // out of 100: whether there is a picture
};

}  // namespace cityhall::simulation
