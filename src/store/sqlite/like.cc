#include "store/sqlite/like.h"

#include <cstddef>
#include <string_view>

#include <sqlite3.h>

namespace cityhall::store {
namespace {

std::string_view text_of(sqlite3_value* value) {
  auto const* text = reinterpret_cast<char const*>(sqlite3_value_text(value));
  return text == nullptr ? std::string_view{} : std::string_view{text, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

std::string_view rest_after_letter(std::string_view text) {
  std::size_t next = 1;
  while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U) ++next;
  return text.substr(next);
}

// On a mismatch it goes back to the last "%" only: enough for LIKE, and never more than pattern × text steps.
class Matcher {
 public:
  Matcher(std::string_view pattern, std::string_view text, char escape) : pattern_{pattern}, text_{text}, escape_{escape} {}

  bool matches() {
    while (!text_.empty()) {
      if (advance()) continue;
      if (!has_percent_) return false;
      retry_text_ = rest_after_letter(retry_text_);
      text_ = retry_text_;
      pattern_ = retry_pattern_;
    }
    while (!pattern_.empty() && pattern_[0] == '%') pattern_.remove_prefix(1);
    return pattern_.empty();
  }

 private:
  bool advance() {
    if (pattern_.empty()) return false;
    char const sign = pattern_[0];
    if (escape_ != '\0' && sign == escape_ && pattern_.size() > 1) return advance_literal(pattern_.substr(1));
    if (sign == '%') {
      pattern_.remove_prefix(1);
      has_percent_ = true;
      retry_pattern_ = pattern_;
      retry_text_ = text_;
      return true;
    }
    if (sign == '_') {
      pattern_.remove_prefix(1);
      text_ = rest_after_letter(text_);
      return true;
    }
    return advance_literal(pattern_);
  }
  bool advance_literal(std::string_view pattern) {
    if (pattern[0] != text_[0]) return false;
    pattern_ = pattern.substr(1);
    text_.remove_prefix(1);
    return true;
  }

  std::string_view pattern_, text_, retry_pattern_{}, retry_text_{};
  char escape_;
  bool has_percent_ = false;
};

// Without ESCAPE it is the backslash, as in PostgreSQL; an empty ESCAPE means none.
char escape_of(int count, sqlite3_value** values) {
  if (count < 3) return '\\';
  auto const escape = text_of(values[2]);
  return escape.empty() ? '\0' : escape[0];
}

void like(sqlite3_context* context, int count, sqlite3_value** values) {
  for (int i = 0; i < count; ++i)
    if (sqlite3_value_type(values[i]) == SQLITE_NULL) return sqlite3_result_null(context);
  Matcher matcher{text_of(values[0]), text_of(values[1]), escape_of(count, values)};
  sqlite3_result_int(context, matcher.matches() ? 1 : 0);
}

}  // namespace

void use_case_sensitive_like(sqlite3* db) {
  constexpr int kind = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  sqlite3_create_function_v2(db, "like", 2, kind, nullptr, like, nullptr, nullptr, nullptr);
  sqlite3_create_function_v2(db, "like", 3, kind, nullptr, like, nullptr, nullptr, nullptr);
}

}  // namespace cityhall::store
