#pragma once
// Random well-typed expressions, the same for the same seed on every machine.

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "base/json_fwd.h"
#include "kernel/expressions/expression.h"

namespace cityhall {

enum class Words {
  all,    // the whole language, with unanswered names
  plain,  // what CEL has too: no decimals, dates or durations; every name is answered
};

class RandomExpressions {
 public:
  RandomExpressions(std::uint64_t seed, Words words) : random_{seed}, words_{words} {}

  static Environment environment();
  /// Some names answered, some not.
  Json answers();
  /// An expression of any type.
  std::string expression();

 private:
  std::string boolean(int depth);
  std::string comparison(int depth);
  std::string condition(std::string const& variable, int depth);
  std::string integer(int depth);
  std::string decimal(int depth);
  std::string text(int depth);
  std::string date(int depth);
  std::string duration(int depth);
  std::string integers(int depth);
  std::string texts(int depth);
  std::string pattern(int depth);

  std::string integer_literal();
  std::string decimal_literal();
  std::string text_literal();
  std::string date_literal();
  std::string duration_literal();
  std::string plain_text();

  std::size_t below(std::size_t count) { return static_cast<std::size_t>(random_() % count); }
  bool chance(std::size_t percent) { return below(100) < percent; }
  std::string pick(std::vector<std::string> const& choices) { return choices[below(choices.size())]; }
  /// One of the alternatives; each is only made when it is taken.
  template <class... Makers>
  std::string one_of(Makers... makers);

  std::mt19937_64 random_;
  Words words_;
};

}  // namespace cityhall
