#pragma once
// Two people change one file at the same time: what each of them changed is brought together, and what both changed is told.

#include <memory>
#include <string>
#include <vector>

#include "base/json_fwd.h"

namespace cityhall::studio {

struct Clash {
  std::string pointer{};
  std::string mine{};    // JSON; empty: removed
  std::string theirs{};  // JSON; empty: removed
};

struct Merged {
  std::shared_ptr<Json> file;
  std::vector<Clash> clashes{};  // where the file says what `theirs` says
};

/// What `mine` and `theirs` make of `base`. Entries of lists belong together when the lists are as long and their ids are the same.
Merged merge(Json const& base, Json const& mine, Json const& theirs);

}  // namespace cityhall::studio
