#include "kernel/expressions/lexer.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "kernel/expressions/string_literal.h"

namespace cityhall {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool starts_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool continues_name(char c) { return starts_name(c) || is_digit(c); }

constexpr std::array<std::string_view, 22> symbols{"&&", "||", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*",
                                                   "/",  "%",  "!",  "?",  ":",  "(",  ")", "[", "]", ".", ","};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_{text} {}

  Result<std::vector<Token>, ExpressionError> read() {
    while (skip_blanks(), at_ < text_.size())
      if (!read_one()) return *error_;
    tokens_.push_back({.kind = TokenKind::end, .offset = text_.size(), .length = 0});
    return std::move(tokens_);
  }

 private:
  void skip_blanks() {
    while (at_ < text_.size()) {
      if (std::string_view{" \t\n\r\f"}.find(text_[at_]) != std::string_view::npos) ++at_;
      else if (text_.substr(at_, 2) == "//") at_ = std::min(text_.find('\n', at_), text_.size());
      else return;
    }
  }

  bool read_one() {
    char const c = text_[at_];
    char const next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (starts_string(text_.substr(at_))) return read_text();
    if ((c == 'b' || c == 'B') && starts_string(text_.substr(at_ + 1)))
      return fail(1, "there are no bytes in this language; write plain text");
    if (starts_name(c)) return push(TokenKind::name, run(at_, continues_name));
    if (is_digit(c) || (c == '.' && is_digit(next))) return read_number();
    for (auto const symbol : symbols)
      if (text_.substr(at_, symbol.size()) == symbol) return push(TokenKind::symbol, symbol.size());
    return refuse_symbol(c);
  }

  bool refuse_symbol(char c) {
    switch (c) {
      case '=':
        return fail(1, "one = is no comparison", "==");
      case '&':
        return fail(1, "one & means nothing here", "&&");
      case '|':
        return fail(1, "one | means nothing here", "||");
      case '{':
      case '}':
        return fail(1, "records cannot be written in an expression; name the question's field instead");
      default:
        return fail(1, "this character means nothing here");
    }
  }

  bool read_text() {
    auto literal = read_string(text_, at_);
    if (!literal) {
      error_ = literal.error();
      return false;
    }
    push(TokenKind::string, literal->length);
    tokens_.back().text = std::move(literal->value);
    return true;
  }

  bool read_number() {
    if (text_.substr(at_, 2) == "0x" || text_.substr(at_, 2) == "0X") return finish_number(TokenKind::integer, 2 + run(at_ + 2, is_hex));
    std::size_t length = run(at_, is_digit);
    auto kind = TokenKind::integer;
    auto const at = [&](std::size_t i) { return at_ + i < text_.size() ? text_[at_ + i] : '\0'; };
    if (at(length) == '.' && is_digit(at(length + 1))) {
      kind = TokenKind::decimal;
      length += 1 + run(at_ + length + 1, is_digit);
    }
    if (at(length) == 'e' || at(length) == 'E') {
      std::size_t const sign = at(length + 1) == '+' || at(length + 1) == '-' ? 1 : 0;
      if (is_digit(at(length + 1 + sign))) {
        kind = TokenKind::decimal;
        length += 1 + sign + run(at_ + length + 1 + sign, is_digit);
      }
    }
    return finish_number(kind, length);
  }

  bool finish_number(TokenKind kind, std::size_t length) {
    std::size_t const rest = run(at_ + length, continues_name);
    if (rest == 0) return push(kind, length);
    auto const tail = text_.substr(at_ + length, rest);
    if (tail == "u" || tail == "U")
      return fail(length + 1, "there are no unsigned numbers in this language", std::string{text_.substr(at_, length)});
    return fail(length + rest, "a name cannot start with a digit, and a number cannot end in letters");
  }

  template <class Test>
  std::size_t run(std::size_t from, Test test) const {
    std::size_t end = from;
    while (end < text_.size() && test(text_[end])) ++end;
    return end - from;
  }

  bool push(TokenKind kind, std::size_t length) {
    tokens_.push_back({.kind = kind, .offset = at_, .length = length, .text = std::string{text_.substr(at_, length)}});
    at_ += length;
    return true;
  }

  bool fail(std::size_t length, std::string message, std::string did_you_mean = {}) {
    error_ = ExpressionError{.offset = at_, .length = length, .message = std::move(message), .did_you_mean = std::move(did_you_mean)};
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
  std::optional<ExpressionError> error_;
};

}  // namespace

Result<std::vector<Token>, ExpressionError> read_tokens(std::string_view text) {
  if (text.size() > ExpressionLimits::source_bytes_max)
    return ExpressionError{.offset = ExpressionLimits::source_bytes_max,
                           .length = 0,
                           .message = "an expression may be 4,096 bytes long; split it",
                           .did_you_mean = {}};
  if (!is_utf8(text)) return ExpressionError{.offset = 0, .length = 0, .message = "the text is not valid UTF-8", .did_you_mean = {}};
  return Lexer{text}.read();
}

}  // namespace cityhall
