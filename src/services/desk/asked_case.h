#pragma once
// The case that a call to /desk/cases/{number}/… is about.

#include <vector>

#include "kernel/accounts/account.h"
#include "kernel/cases/case.h"
#include "services/call.h"

namespace cityhall {

/// Throws not_found for a number that nobody has or that the caller may not see.
Case asked_case(Call const& call);
/// The case, after the check that nobody changed it since the form was shown; throws a conflict otherwise.
Case expected_case(Call const& call);
/// Staff to whom work can be given; names only, so whoever may triage may see them.
std::vector<Account> assignable(Call const& call);

}  // namespace cityhall
