#pragma once
// Requests whose time of keeping is over: what is left of them (kernel/retention removes the rest).

#include <optional>
#include <string_view>

#include "kernel/ids.h"
#include "kernel/unit.h"

namespace cityhall {

struct RemovedCase {
  CaseId id{};
  bool is_public = false;  // everybody could see it
  Time removed_at{};
};
/// Nothing when no request with that number was removed.
std::optional<RemovedCase> removed_case(View const& view, std::string_view number);

/// Throws Refusal(not_found, "case.removed"): there was a request, and it is gone for good.
[[noreturn]] void refuse_removed();

}  // namespace cityhall
