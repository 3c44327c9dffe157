#pragma once
// Inside accounts/: who may take access away, and how a change of it reaches the caches and the live streams, together with the commit.

#include <string>
#include <vector>

#include "kernel/unit.h"

namespace cityhall {

/// These sessions are read anew after the commit, or found dead; their live streams end and ask again.
void reread_sessions(Unit& unit, std::vector<std::string> token_hashes);
/// What sessions and keys may do is read anew after the commit; live streams of `token_hashes` end so that they ask again.
void refresh_access(Unit& unit, std::vector<std::string> token_hashes = {});

/// As require_reach() (role.h), for taking away, signing out, renaming: nobody weakens who may do more than himself.
void require_reach_over(Unit& unit, std::vector<std::string> const& permissions);

}  // namespace cityhall
