#pragma once
// A form that arrived after the session of its writer had ended. It is kept, sealed, for whoever holds the token.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/unit.h"

namespace cityhall {

struct KeptForm {
  std::string path{};  // where it was sent
  std::vector<std::pair<std::string, std::string>> fields{};
};

/// Keeps it for 12 hours and gives the token under which it is found.
std::string keep_form(Unit& unit, KeptForm const& form);
/// Nothing for a token that nobody has.
std::optional<KeptForm> kept_form(View const& view, std::string_view token);
/// Job.
void forget_kept_forms(City& city);

}  // namespace cityhall
