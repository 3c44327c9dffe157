#include "words.h"

namespace cityhall::scenario {
namespace {

int hex_digit(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

/// What stands behind a backslash; `at` ends on its last character.
char escaped(std::string_view line, std::size_t& at) {
  if (line[at] == 'x' && at + 2 < line.size() && hex_digit(line[at + 1]) >= 0 && hex_digit(line[at + 2]) >= 0) {
    at += 2;
    return static_cast<char>(hex_digit(line[at - 1]) * 16 + hex_digit(line[at]));
  }
  return line[at] == 'n' ? '\n' : line[at] == 't' ? '\t' : line[at] == 'r' ? '\r' : line[at];
}

/// Reads a quoted part; `at` stands behind the opening quote and ends behind the closing one. False when it is not closed.
bool read_quoted(std::string_view line, std::size_t& at, std::string& out) {
  for (; at < line.size(); ++at) {
    if (line[at] == '"') return ++at, true;
    if (line[at] == '\\' && at + 1 < line.size()) {
      out += escaped(line, ++at);
    } else {
      out += line[at];
    }
  }
  return false;
}

}  // namespace

Result<std::vector<Word>> split_words(std::string_view line) {
  std::vector<Word> words;
  for (std::size_t at = 0; at < line.size();) {
    if (line[at] == ' ' || line[at] == '\t') {
      ++at;
      continue;
    }
    Word word{.text = {}, .quoted = line[at] == '"'};
    while (at < line.size() && line[at] != ' ' && line[at] != '\t') {
      if (line[at] != '"') {
        word.text += line[at++];
      } else if (!read_quoted(line, ++at, word.text)) {
        return Error{"a quote is not closed"};
      }
    }
    words.push_back(std::move(word));
  }
  return words;
}

std::string quote(std::string_view text) {
  std::string out = "\"";
  for (char const c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\r') {
      out += "\\r";
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out + '"';
}

}  // namespace cityhall::scenario
