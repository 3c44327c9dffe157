#pragma once
// One results page for everything public: each module says what it can find (Module::search).

#include "services/module.h"

namespace cityhall {

/// GET /search?q=
web::Response show_search(Call& call);
/// The services for everyday words.
std::vector<Found> find_offered(Call const& call, std::string_view words, std::size_t most);

}  // namespace cityhall
