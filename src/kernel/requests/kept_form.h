#pragma once
// A form that arrived after the session of its writer had ended. It is kept, sealed, for the same account.

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

/// Keeps it for 12 hours, with at most four others of that account, and gives the token under which it is found. Nothing is kept of a form
/// above 256 KB: throws invalid.
std::string keep_form(Unit& unit, AccountId account, KeptForm const& form);
/// Nothing for a token that nobody has, and for everybody but the account that wrote it.
std::optional<KeptForm> kept_form(View const& view, AccountId account, std::string_view token);
/// Job.
void forget_kept_forms(City& city);

}  // namespace cityhall
