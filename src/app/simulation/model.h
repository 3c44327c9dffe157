#pragma once
// What the people of the simulation know themselves to have done: the program's rows must say the same.

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "kernel/ids.h"

namespace cityhall::simulation {

struct Model {
  std::size_t cases = 0;                                 // opened, with those of the past
  std::size_t files = 0;                                 // photos that were given with reports and work
  std::set<std::pair<CaseId, PartyId>> followers{};
  std::map<CaseId, std::pair<int, std::string>> ratings{};  // the last answer of each reporter: score and words
  std::size_t answers = 0;                               // those that said something new
  std::size_t calls = 0;                                 // at the city's telephone
  std::map<std::string, std::size_t> counts{};           // what happened, in words
  std::vector<std::string> surprises{};                  // what a person saw and should not have seen
  std::vector<CaseId> touched{};                         // since the last inspection

  void count(std::string const& what) { ++counts[what]; }
};

}  // namespace cityhall::simulation
