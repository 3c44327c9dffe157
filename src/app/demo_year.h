#pragma once
// The demo city as people meet it: a made-up town of any size that has lived for a year.

#include <filesystem>
#include <functional>
#include <string>

#include "base/time.h"

namespace cityhall {

struct DemoWish {
  std::filesystem::path data{};   // the city comes to DATA/cities, the files of its town to DATA/town
  std::filesystem::path cache{};  // finished cities are kept here for a day; empty: nowhere
  int residents = 33'000;
  Time now{};
  /// What is being done and how far that is; may be empty.
  std::function<void(std::string const& what, std::size_t done, std::size_t total)> tell{};
};

/// Makes the city unless it is there. It appears under its name only when it is complete. Five seconds; a copy of a kept one takes a
/// fraction of one.
void make_demo(DemoWish const& wish);

}  // namespace cityhall
