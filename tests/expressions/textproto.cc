#include "textproto.h"

#include <charconv>
#include <iterator>
#include <stdexcept>

#include <utf8.h>

namespace cityhall {

std::vector<ProtoField const*> ProtoMessage::all(std::string_view name) const {
  std::vector<ProtoField const*> found;
  for (auto const& field : fields)
    if (field.name == name) found.push_back(&field);
  return found;
}

ProtoMessage const* ProtoMessage::message(std::string_view name) const {
  auto const found = all(name);
  return found.empty() || found.front()->messages.empty() ? nullptr : &found.front()->messages.front();
}

std::string ProtoMessage::text(std::string_view name) const {
  auto const found = all(name);
  return found.empty() ? std::string{} : found.front()->scalar;
}

namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : text_{text} {}

  ProtoMessage message(char end) {
    ProtoMessage result;
    for (skip(); peek() != end; skip()) {
      if (peek() == ',' || peek() == ';') ++at_;
      else result.fields.push_back(field());
    }
    if (end != '\0') ++at_;
    return result;
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  [[noreturn]] void fail() const { throw std::runtime_error{"not understood at byte " + std::to_string(at_)}; }

  void skip() {
    while (at_ < text_.size()) {
      if (std::string_view{" \t\r\n"}.find(text_[at_]) != std::string_view::npos) ++at_;
      else if (text_[at_] == '#') at_ = std::min(text_.find('\n', at_), text_.size());
      else return;
    }
  }

  static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-' || c == '+' ||
           c == '/';
  }

  std::string word() {
    auto const start = at_;
    if (peek() == '[') return at_ = text_.find(']', at_) + 1, std::string{text_.substr(start, at_ - start)};
    while (is_word(peek())) ++at_;
    if (at_ == start) fail();
    return std::string{text_.substr(start, at_ - start)};
  }

  ProtoField field() {
    ProtoField result{.name = word(), .scalar = {}, .messages = {}};
    skip();
    if (peek() == ':') ++at_, skip();
    if (peek() == '{') ++at_, result.messages.push_back(message('}'));
    else if (peek() == '<') ++at_, result.messages.push_back(message('>'));
    else if (peek() == '"' || peek() == '\'') result.scalar = texts();
    else result.scalar = word();
    return result;
  }

  /// Texts beside each other are one text.
  std::string texts() {
    std::string result;
    for (; peek() == '"' || peek() == '\''; skip()) result += text();
    return result;
  }

  std::string text() {
    char const quote = text_[at_++];
    std::string result;
    while (peek() != quote) {
      if (peek() == '\0') fail();
      if (peek() == '\\') escape(result);
      else result += text_[at_++];
    }
    ++at_;
    return result;
  }

  void escape(std::string& out) {
    char const c = text_[at_ + 1];
    static constexpr std::string_view letters = "abfnrtv\\?\"'`";
    static constexpr std::string_view meanings = "\a\b\f\n\r\t\v\\?\"'`";
    at_ += 2;
    if (auto const letter = letters.find(c); letter != std::string_view::npos) out += meanings[letter];
    else if (c == 'x' || c == 'X') out += static_cast<char>(number(2, 16));
    else if (c == 'u' || c == 'U') utf8::append(static_cast<char32_t>(number(c == 'u' ? 4 : 8, 16)), std::back_inserter(out));
    else if (c >= '0' && c <= '7') --at_, out += static_cast<char>(number(3, 8));
    else fail();
  }

  unsigned number(std::size_t digits_max, int base) {
    unsigned value = 0;
    auto const digits = text_.substr(at_, digits_max);
    auto const read = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (read.ec != std::errc{}) fail();
    at_ += static_cast<std::size_t>(read.ptr - digits.data());
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

ProtoMessage parse_textproto(std::string_view text) { return Reader{text}.message('\0'); }

}  // namespace cityhall
