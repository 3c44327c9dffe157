#pragma once
// Regular expressions for `matches`: the part of RE2's syntax that is evaluated alike here (by RE2) and in the browser (by
// ui/expressions/pattern.ts, from the parsed form). Neither backtracks. Internal to this folder.

#include <memory>
#include <string>
#include <string_view>

#include "base/json_fwd.h"
#include "base/result.h"

namespace re2 {
class RE2;
}

namespace cityhall {

/// Characters, . [a-z] [^…] \d \w \s \D \W \S \b \B \t \n \r \f, groups ( ) and (?: ), |, ^ $, * + ? {n} {n,} {n,m}, each also lazy.
class Pattern {
 public:
  /// The error says what is not understood and where.
  static Result<std::shared_ptr<Pattern const>> compile(std::string_view text);
  ~Pattern();
  Pattern(Pattern const&) = delete;
  Pattern& operator=(Pattern const&) = delete;

  /// Does it match somewhere in `text`.
  bool is_found_in(std::string_view text) const;
  /// The parsed form for the browser.
  Json const& tree() const { return *tree_; }

 private:
  Pattern();
  std::unique_ptr<re2::RE2> compiled_;
  std::unique_ptr<Json const> tree_;
};

}  // namespace cityhall
