#pragma once
// A condition as rows that a clerk can choose: a question, a comparison, a value, joined by "and" and "or" ("and" binds tighter, as in the
// text). What rows cannot say (arithmetic, deeper parentheses, functions) stays text.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/expressions/type.h"

namespace cityhall::studio {

enum class Compare { is, is_not, one_of, none_of, less, at_most, more, at_least, yes, no, answered, not_answered, includes, not_includes };

struct ConditionRow {
  bool alternative = false;  // joined to the row before by "or"; else by "and"
  std::string what{};        // "lane", "where.district"
  Compare how = Compare::is;
  std::string value{};  // as typed: travel; several with commas; 2027-03-02; the name of another question
  friend bool operator==(ConditionRow const&, ConditionRow const&) = default;
};

/// Nothing when rows cannot say it. No rows for the empty text.
std::optional<std::vector<ConditionRow>> rows_of(std::string_view expression);
/// The text for the rows; the types of `names` decide how values are written. Rows without a question are left out.
std::string expression_of(std::vector<ConditionRow> const& rows, Type::Fields const& names);

/// The type of "lane" or "where.district"; `any` when it is not known.
Type type_of_path(std::string_view path, Type::Fields const& names);
/// The word of a comparison in a form: "is", "not_answered".
std::string_view compare_word(Compare how);
std::optional<Compare> compare_from(std::string_view word);
/// Does it take a value?
bool takes_value(Compare how);

}  // namespace cityhall::studio
