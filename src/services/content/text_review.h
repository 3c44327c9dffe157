#pragma once
// What a reader with a screen reader, or one in a hurry, would stumble over in a text. Pure.

#include <optional>
#include <string_view>
#include <vector>

#include "base/message.h"
#include "base/readability.h"

namespace cityhall::content {

enum class Weight {
  hint,   // better so
  error,  // somebody cannot read it: it is not published
};

struct Finding {
  Weight weight = Weight::hint;
  int line = 1;
  Message what{};
  Message fix{};
};

struct TextReview {
  std::vector<Finding> findings{};       // by line
  std::optional<Readability> reading{};  // of the whole text
  std::size_t words = 0;
  bool has_errors() const;
};
TextReview review_text(std::string_view markdown, std::string_view language);

}  // namespace cityhall::content
