#include "store/sql_text.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"

namespace cityhall::store {
namespace {

bool starts_word(char letter) { return std::isalpha(static_cast<unsigned char>(letter)) != 0 || letter == '_'; }
bool is_digit(char letter) { return std::isdigit(static_cast<unsigned char>(letter)) != 0; }
bool is_space(char letter) { return std::isspace(static_cast<unsigned char>(letter)) != 0; }

std::size_t quoted_length(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] != text[0]) continue;
    if (i + 1 < text.size() && text[i + 1] == text[0]) {
      ++i;  // a doubled quote stands for one
    } else {
      return i + 1;
    }
  }
  return text.size();
}

template <class Test>
std::size_t run_length(std::string_view text, Test const& test) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), test) - text.begin());
}

SqlToken first_token(std::string_view text) {
  using Kind = SqlToken::Kind;
  auto const token = [&](Kind kind, std::size_t length) { return SqlToken{.kind = kind, .text = text.substr(0, length)}; };
  if (is_space(text[0])) return token(Kind::space, run_length(text, is_space));
  if (text.starts_with("--")) return token(Kind::comment, std::min(text.find('\n'), text.size()));
  if (text.starts_with("/*")) return token(Kind::comment, std::min(text.find("*/", 2), text.size() - 2) + 2);
  if (text[0] == '\'' || text[0] == '"') return token(Kind::string, quoted_length(text));
  if (starts_word(text[0])) return token(Kind::word, run_length(text, [](char c) { return starts_word(c) || is_digit(c); }));
  if (is_digit(text[0])) return token(Kind::number, run_length(text, [](char c) { return is_digit(c) || c == '.'; }));
  return token(Kind::symbol, 1);
}

}  // namespace

std::vector<SqlToken> sql_tokens(std::string_view text) {
  std::vector<SqlToken> tokens;
  int line = 1;
  while (!text.empty()) {
    auto token = first_token(text);
    token.line = line;
    line += static_cast<int>(std::count(token.text.begin(), token.text.end(), '\n'));
    text.remove_prefix(token.text.size());
    tokens.push_back(token);
  }
  return tokens;
}

bool is_word(SqlToken const& token, std::string_view word) {
  return token.kind == SqlToken::Kind::word && equals_ignoring_case(token.text, word);
}

}  // namespace cityhall::store
