#pragma once
// Everything that somebody may do in the offices, by words: made from what the modules declare, so nothing is left out.

#include <string>
#include <string_view>
#include <vector>

#include "services/module.h"

namespace cityhall {

/// Something that can be done, and the page where it is done.
struct IndexEntry {
  std::string path{};
  std::string words{};  // in the caller's language
};
/// One page and what is done there.
struct IndexPage {
  IndexEntry page{};
  std::vector<IndexEntry> acts{};
};
struct IndexGroup {
  Message title;  // of the module
  std::vector<IndexPage> pages{};
};

/// What whoever calls may do.
std::vector<IndexGroup> office_index(Call const& call);
/// Those in which every word occurs, in any order, accents and capitals aside.
std::vector<IndexEntry> find_in_index(std::vector<IndexGroup> const& groups, std::string_view words);

}  // namespace cityhall
