#include "base/text.h"

#include <algorithm>
#include <array>
#include <numeric>

#include <utf8.h>

namespace cityhall {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

/// Base letters of U+00C0 … U+017F (Latin-1 Supplement and Latin Extended-A), folded to lower case; '?' keeps the character.
constexpr std::string_view latin_base =
    "aaaaaaaceeeeiiiidnooooo?ouuuuyt?aaaaaaaceeeeiiiidnooooo?ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

void append_folded(std::string& out, char32_t c) {
  if (c < 0x80) out += lower(static_cast<char>(c));
  else if (c >= 0xC0 && c <= 0x17F && c - 0xC0 < latin_base.size() && latin_base[c - 0xC0] != '?') out += latin_base[c - 0xC0];
  else if (c >= 0x300 && c <= 0x36F) return;  // combining marks
  else utf8::append(c, std::back_inserter(out));
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

}  // namespace

bool is_utf8(std::string_view text) { return utf8::is_valid(text.begin(), text.end()); }

std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0;;) {
    auto const end = text.find(separator, start);
    parts.push_back(text.substr(start, end - start));
    if (end == std::string_view::npos) return parts;
    start = end + 1;
  }
}

std::string join(std::vector<std::string> const& parts, std::string_view separator) {
  std::string out;
  for (auto const& part : parts) {
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

std::string to_lower_ascii(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}
bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return equals_ignoring_case(text.substr(0, prefix.size()), prefix);
}

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool pending_blank = false;
  for (auto at = text.begin(); at != text.end();) {
    if (blank(*at)) {
      pending_blank = !out.empty();
      ++at;
      continue;
    }
    if (pending_blank) out += ' ';
    pending_blank = false;
    auto const lead = static_cast<unsigned char>(*at);
    if (lead < 0x80) out += lower(*at++);
    else if (lead == 0xC3 && at + 1 != text.end() && static_cast<unsigned char>(at[1]) == 0x9F) {
      out += "ss";
      at += 2;
    } else append_folded(out, static_cast<char32_t>(utf8::next(at, text.end())));
  }
  return out;
}

std::string without_control_characters(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::copy_if(text.begin(), text.end(), std::back_inserter(out),
               [](char c) { return static_cast<unsigned char>(c) >= 0x20 ? c != 0x7F : c == '\t' || c == '\n'; });
  return out;
}

std::string shorten(std::string_view text, std::size_t most) {
  if (length(text) <= most || most == 0) return std::string{text};
  auto end = text.begin();
  for (std::size_t i = 0; i + 1 < most; ++i) utf8::next(end, text.end());
  return std::string{text.begin(), end} + "…";
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(last.begin(), last.end(), 0U);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      bool const exchanged = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (exchanged) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

std::string did_you_mean(std::string_view word, std::vector<std::string> const& candidates) {
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(word.size() / 3, 1) + 1;
  for (auto const& candidate : candidates) {
    auto const distance = edit_distance(to_lower_ascii(word), to_lower_ascii(candidate));
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (char const c : text) {
    bool const plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
      continue;
    }
    auto const byte = static_cast<unsigned char>(c);
    out += '%';
    out += hex[byte >> 4U];
    out += hex[byte & 15U];
  }
  return out;
}

Decoded percent_decode(std::string_view text, PercentKind kind) {
  Decoded out;
  out.text.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && kind == PercentKind::form) {
      out.text += ' ';
    } else if (text[i] == '%') {
      bool const complete = i + 2 < text.size();
      int const high = complete ? hex_value(text[i + 1]) : -1;
      int const low = complete ? hex_value(text[i + 2]) : -1;
      if (high < 0 || low < 0) return {std::move(out.text), false};
      out.text += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out.text += text[i];
    }
  }
  return out;
}

}  // namespace cityhall
