#pragma once
// Parties by what is known of them, and page by page.

#include "kernel/parties/party.h"

namespace cityhall {

struct PartyFilter {
  std::string email{};  // exactly, whatever the case; empty: all
  std::string phone{};  // in any way of writing; empty: all
  PartyId after{};      // for the next page: the last id of this one
  std::size_t most = 50;
};
/// In order of id. Needs `issues.read`: these are people.
std::vector<Party> parties(View const& view, PartyFilter const& filter);

}  // namespace cityhall
