#include "kernel/expressions/string_literal.h"

#include <optional>

namespace cityhall {
namespace {

bool is_quote(char c) { return c == '"' || c == '\''; }

void append_utf8(std::string& out, std::uint32_t code) {
  auto const byte = [&out](std::uint32_t value) { out += static_cast<char>(value); };
  if (code < 0x80) return byte(code);
  if (code < 0x800) {
    byte(0xC0 | (code >> 6));
  } else {
    if (code < 0x10000) {
      byte(0xE0 | (code >> 12));
    } else {
      byte(0xF0 | (code >> 18));
      byte(0x80 | ((code >> 12) & 0x3F));
    }
    byte(0x80 | ((code >> 6) & 0x3F));
  }
  byte(0x80 | (code & 0x3F));
}

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 99;
}

/// A code point written as `count` digits of that base; none when a digit is wrong or the code point does not exist.
std::optional<std::uint32_t> read_code(std::string_view digits, std::size_t count, std::uint32_t base) {
  if (digits.size() < count) return std::nullopt;
  std::uint32_t code = 0;
  for (char const c : digits.substr(0, count)) {
    auto const value = static_cast<std::uint32_t>(digit_value(c));
    if (value >= base || code > 0x10FFFF) return std::nullopt;
    code = code * base + value;
  }
  bool const surrogate = code >= 0xD800 && code <= 0xDFFF;
  return code <= 0x10FFFF && !surrogate ? std::optional{code} : std::nullopt;
}

class Reader {
 public:
  Reader(std::string_view source, std::size_t offset) : source_{source}, offset_{offset}, at_{offset} {}

  Result<StringLiteral, ExpressionError> read() {
    bool const raw = source_[at_] == 'r' || source_[at_] == 'R';
    if (raw) ++at_;
    quote_ = source_[at_];
    triple_ = source_.substr(at_, 3) == std::string(3, quote_);
    at_ += triple_ ? 3 : 1;
    while (at_ < source_.size()) {
      if (at_quote()) return StringLiteral{std::move(value_), at_ + (triple_ ? 3 : 1) - offset_};
      if (!triple_ && (source_[at_] == '\n' || source_[at_] == '\r')) break;
      if (source_[at_] != '\\' || raw) value_ += source_[at_++];
      else if (!read_escape()) return error(at_, 2, "there is no such escape; write \\\\ for a backslash");
    }
    return error(offset_, at_ - offset_, "the text has no closing quote");
  }

 private:
  bool at_quote() const { return triple_ ? source_.substr(at_, 3) == std::string(3, quote_) : source_[at_] == quote_; }

  ExpressionError error(std::size_t offset, std::size_t length, std::string message) const {
    return {.offset = offset, .length = std::min(length, source_.size() - offset), .message = std::move(message), .did_you_mean = {}};
  }

  bool read_escape() {
    if (at_ + 1 >= source_.size()) return false;
    char const c = source_[at_ + 1];
    static constexpr std::string_view letters = "abfnrtv\\?\"'`";
    static constexpr std::string_view meanings = "\a\b\f\n\r\t\v\\?\"'`";
    if (auto const letter = letters.find(c); letter != std::string_view::npos) {
      value_ += meanings[letter];
      at_ += 2;
      return true;
    }
    switch (c) {
      case 'x':
      case 'X':
        return read_number(2, 2, 16);
      case 'u':
        return read_number(2, 4, 16);
      case 'U':
        return read_number(2, 8, 16);
      case '0':
      case '1':
      case '2':
      case '3':
        return read_number(1, 3, 8);
      default:
        return false;
    }
  }

  bool read_number(std::size_t skip, std::size_t count, std::uint32_t base) {
    auto const code = read_code(source_.substr(std::min(at_ + skip, source_.size())), count, base);
    if (!code) return false;
    append_utf8(value_, *code);
    at_ += skip + count;
    return true;
  }

  std::string_view source_;
  std::size_t offset_;
  std::size_t at_;
  char quote_ = '"';
  bool triple_ = false;
  std::string value_;
};

}  // namespace

bool starts_string(std::string_view text) {
  if (text.empty()) return false;
  return is_quote(text[0]) || ((text[0] == 'r' || text[0] == 'R') && text.size() > 1 && is_quote(text[1]));
}

Result<StringLiteral, ExpressionError> read_string(std::string_view source, std::size_t offset) { return Reader{source, offset}.read(); }

}  // namespace cityhall
