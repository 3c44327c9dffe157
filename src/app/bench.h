#pragma once
// What this machine can do with Cityhall: for an operator who chooses one. Everything happens in a temporary city.

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace cityhall {

struct Measure {
  std::string name{};  // "submissions"
  std::string what{};  // for people
  double per_second = 0;
  double cpu_micros = 0;  // of the whole process, for each
};

/// Measures in a folder of its own below `disk`, which is removed afterwards: the disk's durable writes, units made durable one after the
/// other, Open311 submissions with 64 under way (routing, zones, events, search; without a socket), pages. Each takes `length`.
std::vector<Measure> measure_machine(std::filesystem::path const& disk, std::chrono::milliseconds length);

}  // namespace cityhall
