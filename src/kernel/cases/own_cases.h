#pragma once
// What somebody reported, for the page "My requests".

#include <vector>

#include "kernel/cases/public_case.h"

namespace cityhall {

/// The cases of the actor's party, newest first, at most `most`. Empty for somebody without a party.
std::vector<PublicCase> own_cases(View const& view, std::size_t most);

/// The public cases that the actor's party follows, newest first, at most `most`.
std::vector<PublicCase> followed_cases(View const& view, std::size_t most);

}  // namespace cityhall
