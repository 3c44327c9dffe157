#pragma once
// An expression of a service file: its text as written and what it was compiled to.

#include <memory>
#include <string>
#include <vector>

namespace cityhall {

class Expression;  // kernel/expressions/expression.h

struct Condition {
  std::string text{};                            // empty: none was written
  std::shared_ptr<Expression const> compiled{};  // null when the text is empty or faulty
  explicit operator bool() const { return !text.empty(); }
};

/// Text with places to fill in: "streets/{where.district}". Literals and dotted paths take turns, beginning with a literal.
struct FilledText {
  std::string text{};
  std::vector<std::string> literals{};            // one more than paths
  std::vector<std::vector<std::string>> paths{};  // {"where", "district"}
  bool empty() const { return text.empty(); }
};

}  // namespace cityhall
