#include "kernel/expressions/pattern.h"

#include <re2/re2.h>

#include "base/json.h"

namespace cityhall {
namespace {

constexpr int repeat_max = 100;
constexpr int nesting_max = 20;
constexpr std::size_t pattern_bytes_max = 500;
constexpr std::string_view special = "\\.[](){}*+?^$|";

/// Ranges of code points for the browser: ["c", negated, low, high, low, high …].
Json char_class(bool negated, std::vector<int> const& ranges) {
  auto json = Json::array({"c", negated ? 1 : 0});
  for (int const bound : ranges) json.push_back(bound);
  return json;
}

std::vector<int> named_class(char letter) {
  switch (letter) {
    case 'd':
      return {'0', '9'};
    case 'w':
      return {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'};
    default:
      return {'\t', '\n', '\f', '\r', ' ', ' '};
  }
}

int control_character(char letter) {
  switch (letter) {
    case 't':
      return '\t';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 'f':
      return '\f';
    default:
      return -1;
  }
}

class PatternParser {
 public:
  explicit PatternParser(std::string_view text) : text_{text} {}

  Result<Json> parse() {
    auto tree = alternation();
    if (fault_.empty() && !done()) fault("a ')' without its '('");
    if (!fault_.empty()) return Error{fault_};
    return tree;
  }

 private:
  bool done() const { return at_ >= text_.size(); }
  char peek() const { return done() ? '\0' : text_[at_]; }
  bool take(char c) {
    if (done() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  Json fault(std::string const& what) {
    if (fault_.empty()) fault_ = what + " (character " + std::to_string(at_ + 1) + " of the pattern)";
    at_ = text_.size();
    return {};
  }

  int code_point() {
    auto const lead = static_cast<unsigned char>(text_[at_++]);
    if (lead < 0x80) return lead;
    int const more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    int code = lead & (0x3F >> more);
    for (int i = 0; i < more && !done(); ++i) code = (code << 6) | (text_[at_++] & 0x3F);
    return code;
  }

  Json alternation() {
    if (++depth_ > nesting_max) return fault("groups nested too deep");
    auto json = Json::array({"a"});
    do json.push_back(sequence());
    while (take('|'));
    --depth_;
    return json.size() == 2 ? json[1] : json;
  }

  Json sequence() {
    auto json = Json::array({"s"});
    while (!done() && peek() != '|' && peek() != ')') json.push_back(repeated());
    return json.size() == 2 ? json[1] : json;
  }

  Json repeated() {
    char const first = peek();
    bool const assertion =
        first == '^' || first == '$' || (first == '\\' && at_ + 1 < text_.size() && (text_[at_ + 1] == 'b' || text_[at_ + 1] == 'B'));
    auto json = atom();
    if (done() || std::string_view{"*+?{"}.find(peek()) == std::string_view::npos) return json;
    if (assertion) return fault("nothing to repeat before this sign");
    auto const [least, most] = bounds();
    take('?');  // lazy or not, it is found or it is not
    if (!done() && std::string_view{"*+?{"}.find(peek()) != std::string_view::npos) return fault("two repeat signs in a row");
    return Json::array({"r", std::move(json), least, most});
  }

  std::pair<int, int> bounds() {
    if (take('*')) return {0, -1};
    if (take('+')) return {1, -1};
    if (take('?')) return {0, 1};
    take('{');
    int const least = number();
    int const most = !take(',') ? least : peek() == '}' ? -1 : number();
    if (!take('}') || least > repeat_max || most > repeat_max || (most >= 0 && most < least))
      fault("a repeat is {n}, {n,} or {n,m} with n and m up to 100");
    return {least, most};
  }

  int number() {
    if (done() || peek() < '0' || peek() > '9') fault("a number is missing in the repeat");
    int value = 0;
    while (!done() && peek() >= '0' && peek() <= '9' && value <= repeat_max) value = value * 10 + (text_[at_++] - '0');
    return value;
  }

  Json atom() {
    char const c = peek();
    if (take('(')) return group();
    if (take('[')) return bracket();
    if (take('.')) return char_class(true, {'\n', '\n'});
    if (take('^')) return Json::array({"^"});
    if (take('$')) return Json::array({"$"});
    if (take('\\')) return escape();
    if (special.find(c) != std::string_view::npos) return fault(std::string{"write \\"} + c + " for the character " + c);
    int const code = code_point();
    return char_class(false, {code, code});
  }

  Json group() {
    if (take('?') && !take(':')) return fault("of the groups with (? only (?: is understood");
    auto json = alternation();
    if (fault_.empty() && !take(')')) return fault("a ')' is missing");
    return json;
  }

  Json escape() {
    if (done()) return fault("a \\ at the end");
    char const c = text_[at_++];
    if (c == 'b' || c == 'B') return Json::array({std::string{c}});
    if (std::string_view{"dws"}.find(c) != std::string_view::npos) return char_class(false, named_class(c));
    if (std::string_view{"DWS"}.find(c) != std::string_view::npos) return char_class(true, named_class(static_cast<char>(c + 32)));
    int const code = escaped(c);
    return code < 0 ? fault(std::string{"there is no \\"} + c) : char_class(false, {code, code});
  }

  static int escaped(char c) {
    if (special.find(c) != std::string_view::npos || c == '-' || c == '/') return c;
    return control_character(c);
  }

  Json bracket() {
    bool const negated = take('^');
    std::vector<int> ranges;
    while (!done() && peek() != ']') class_item(ranges);
    if (fault_.empty() && (ranges.empty() || !take(']'))) return fault("this [ … ] is empty or not closed");
    return char_class(negated, ranges);
  }

  void class_item(std::vector<int>& ranges) {
    if (peek() == '\\' && at_ + 1 < text_.size() && std::string_view{"dws"}.find(text_[at_ + 1]) != std::string_view::npos) {
      auto const named = named_class(text_[at_ + 1]);
      ranges.insert(ranges.end(), named.begin(), named.end());
      at_ += 2;
      if (peek() == '-' && text_.substr(at_, 2) != "-]") fault("a range needs a single character on both sides of the -");
      return;
    }
    int const low = class_character(ranges.empty());
    int high = low;
    if (peek() == '-' && at_ + 1 < text_.size() && text_[at_ + 1] != ']') {
      ++at_;
      high = class_character(false);
      if (high < low) fault("a range runs from the lower to the higher character");
    }
    ranges.insert(ranges.end(), {low, high});
  }

  int class_character(bool is_first) {
    char const c = peek();
    if (c == '[') return fault("write \\[ for the character [ within [ … ]"), 0;
    bool const is_last = text_.substr(at_, 2) == "-]";
    if (c == '-' && !is_first && !is_last) return fault("write \\- for the character - within [ … ]"), 0;
    if (!take('\\')) return done() ? 0 : code_point();
    int const code = done() ? -1 : escaped(text_[at_++]);
    if (code < 0) fault("this escape is not understood within [ … ]");
    return code;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::string fault_;
};

}  // namespace

Pattern::Pattern() = default;
Pattern::~Pattern() = default;

Result<std::shared_ptr<Pattern const>> Pattern::compile(std::string_view text) {
  if (text.size() > pattern_bytes_max) return Error{"a pattern may be 500 bytes long"};
  auto tree = PatternParser{text}.parse();
  if (!tree) return tree.error();
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(1 << 20);
  std::shared_ptr<Pattern> pattern{new Pattern};
  pattern->compiled_ = std::make_unique<re2::RE2>(re2::StringPiece{text.data(), text.size()}, options);
  if (!pattern->compiled_->ok()) return Error{pattern->compiled_->error()};
  pattern->tree_ = std::make_unique<Json const>(std::move(*tree));
  return std::shared_ptr<Pattern const>{std::move(pattern)};
}

bool Pattern::is_found_in(std::string_view text) const {
  return re2::RE2::PartialMatch(re2::StringPiece{text.data(), text.size()}, *compiled_);
}

}  // namespace cityhall
