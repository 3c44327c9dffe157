#pragma once
// The condition builder: rows of question, comparison and value; and the text beside it.

#include <optional>
#include <span>
#include <string>

#include "services/call.h"
#include "services/studio/condition.h"
#include "web/html.h"

namespace cityhall {
struct Definition;
}

namespace cityhall::studio {

/// The rows of an expression, when they say exactly what it says.
std::optional<std::vector<ConditionRow>> exact_rows(std::string_view expression, Type::Fields const& names);
/// The text for the rows that were sent for the place `at`. Nothing when there were none; `before` when they say what it says.
std::optional<std::string> condition_from(web::Parameters const& typed, std::string const& at, std::string const& before,
                                          Type::Fields const& names);

struct ConditionControl {
  std::string at{};
  Message label{};
  Message hint{};
  std::string text{};
  Definition const* definition = nullptr;  // whose questions can be chosen; may be null
  std::span<std::string const> zone_layers{};  // of the city: "district"
  web::Entered const* entered = nullptr;
};
web::Html condition_control(Call const& call, ConditionControl const& control);

}  // namespace cityhall::studio
