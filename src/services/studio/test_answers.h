#pragma once
// The answers of a test as rows: a name ("kind", "where.district") and a value.

#include <string>
#include <utility>
#include <vector>

#include "base/json_fwd.h"
#include "kernel/expressions/type.h"
#include "web/parameters.h"

namespace cityhall::studio {

/// The answers as names with values as people write them: yes, no, 12, "a, b"; what cannot be written so (also text of several lines) is
/// JSON.
std::vector<std::pair<std::string, std::string>> answer_rows(Json const& answers);
/// The answers with what was typed for the place `at`; rows that were not changed keep their value.
Json answers_from(web::Parameters const& typed, std::string const& at, Json const& before, Type::Fields const& names);
/// The names of the controls of one row.
std::string answer_name_control(std::string_view at, std::size_t row);
std::string answer_value_control(std::string_view at, std::size_t row);

}  // namespace cityhall::studio
