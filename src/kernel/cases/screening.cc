#include "kernel/cases/screening.h"

#include <algorithm>

namespace cityhall {
namespace {

constexpr std::string_view removed = "[…]";

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool is_blank(char letter) { return letter == ' ' || letter == '\n' || letter == '\t'; }
bool joins_digits(char letter) { return std::string_view{" -.()+/"}.find(letter) != std::string_view::npos; }

/// Where the telephone number that begins at `at` ends; `at` when there is none: at least seven digits, with what people put between them.
std::size_t end_of_number(std::string_view text, std::size_t at) {
  std::size_t digits = 0;
  auto end = at;
  for (auto next = at; next < text.size() && (is_digit(text[next]) || joins_digits(text[next])); ++next) {
    if (!is_digit(text[next])) continue;
    ++digits;
    end = next + 1;
  }
  return digits >= 7 && digits <= 15 ? end : at;
}

bool is_capital(char letter) { return letter >= 'A' && letter <= 'Z'; }

std::size_t digits_from(std::string_view text, std::size_t at) {
  auto end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

/// Where a request's own number ends, such as SR-27-000123, whose year begins at `at`; `at` when it is none.
std::size_t end_of_case_number(std::string_view text, std::size_t at) {
  if (at < 2 || text[at - 1] != '-') return at;
  auto start = at - 1;
  while (start > 0 && is_capital(text[start - 1])) --start;
  bool const named = start < at - 1 && (start == 0 || std::isalnum(static_cast<unsigned char>(text[start - 1])) == 0);
  auto const year = digits_from(text, at);
  if (!named || (year != 2 && year != 4) || at + year >= text.size() || text[at + year] != '-') return at;
  auto const count = digits_from(text, at + year + 1);
  auto const end = at + year + 1 + count;
  bool const goes_on = end + 1 < text.size() && text[end] == '-' && is_digit(text[end + 1]);
  return count >= 4 && count <= 8 && !goes_on ? end : at;
}

}  // namespace

std::string without_contacts(std::string_view text) {
  std::string result;
  bool const may_hold_some = text.find('@') != std::string_view::npos || std::count_if(text.begin(), text.end(), is_digit) >= 7;
  if (!may_hold_some) return std::string{text};
  for (std::size_t at = 0; at < text.size();) {
    auto word_end = at;
    while (word_end < text.size() && !is_blank(text[word_end])) ++word_end;
    auto const word = text.substr(at, word_end - at);
    auto const sign = word.find('@');
    if (sign != std::string_view::npos && sign > 0 && word.find('.', sign) != std::string_view::npos) {
      result += removed;
      at = word_end;
      continue;
    }
    bool const begins = is_digit(text[at]) || text[at] == '+' || text[at] == '(';
    bool const inside_word = at > 0 && (std::isalnum(static_cast<unsigned char>(text[at - 1])) != 0);
    if (auto const number_end = begins ? end_of_case_number(text, at) : at; number_end > at) {
      result += text.substr(at, number_end - at);
      at = number_end;
      continue;
    }
    auto const end = begins && !inside_word ? end_of_number(text, at) : at;
    if (end > at) {
      result += removed;
      at = end;
      continue;
    }
    // To the next place where a number or word may begin.
    auto next = at + 1;
    while (next < text.size() && !is_blank(text[next - 1]) && !is_digit(text[next]) && text[next] != '+' && text[next] != '(') ++next;
    result += text.substr(at, next - at);
    at = next;
  }
  return result;
}

}  // namespace cityhall
