#pragma once
// Requests as the API writes them.

#include <string>
#include <vector>

#include "kernel/cases/public_case.h"
#include "services/open311/answer.h"

namespace cityhall::open311 {

/// A whole document: the list of `reports`; with attributes, channel, photos and notes when it is `extended`.
std::string request_list(Call const& call, api::Style style, std::vector<PublicCase> reports, bool extended);

}  // namespace cityhall::open311
