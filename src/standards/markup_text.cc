#include "standards/markup_text.h"

#include <charconv>
#include <cmath>
#include <iterator>

#include <utf8.h>

#include "base/text.h"

namespace cityhall::standards {
namespace {

constexpr std::string_view xml_special{"&<>\"'\r", 6};

bool is_plain_ascii(char c) { return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7F; }

void append_xml_character(std::string& out, char c) {
  switch (c) {
    case '&': out += "&amp;"; return;
    case '<': out += "&lt;"; return;
    case '>': out += "&gt;"; return;
    case '"': out += "&quot;"; return;
    case '\'': out += "&#39;"; return;
    case '\r': out += "&#13;"; return;
    default: break;
  }
  if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
}

void append_json_character(std::string& out, char c) {
  constexpr std::string_view hex = "0123456789abcdef";
  auto const byte = static_cast<unsigned char>(c);
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  if (byte >= 0x20) {
    out += c;
    return;
  }
  out += "\\u00";
  out += hex[byte >> 4U];
  out += hex[byte & 15U];
}

std::string repaired(std::string_view text) {
  std::string out;
  utf8::replace_invalid(text.begin(), text.end(), std::back_inserter(out));
  return out;
}

/// U+FFFE and U+FFFF are the only code points above the controls that a valid UTF-8 text may hold and XML 1.0 may not.
bool is_noncharacter(std::string_view rest) { return rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF"); }

void append_valid_xml(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\xEF' && is_noncharacter(text.substr(i))) i += 2;
    else append_xml_character(out, text[i]);
  }
}

void append_valid_json(std::string& out, std::string_view text) {
  for (char const c : text) append_json_character(out, c);
}

}  // namespace

void append_xml_text(std::string& out, std::string_view text) {
  bool plain = true;
  for (char const c : text) plain = plain && is_plain_ascii(c) && xml_special.find(c) == std::string_view::npos;
  if (plain) out += text;
  else if (is_utf8(text)) append_valid_xml(out, text);
  else append_valid_xml(out, repaired(text));
}

void append_json_text(std::string& out, std::string_view text) {
  bool plain = true;
  for (char const c : text) plain = plain && is_plain_ascii(c) && c != '"' && c != '\\';
  out += '"';
  if (plain) out += text;
  else if (is_utf8(text)) append_valid_json(out, text);
  else append_valid_json(out, repaired(text));
  out += '"';
}

bool append_number(std::string& out, double number) {
  if (!std::isfinite(number)) return false;
  char digits[400];
  auto const end = std::to_chars(std::begin(digits), std::end(digits), number == 0 ? 0.0 : number, std::chars_format::fixed);
  out.append(std::begin(digits), end.ptr);
  return true;
}

std::optional<double> read_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  auto const end = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || end.ec != std::errc{} || end.ptr != text.data() + text.size() || !std::isfinite(value)) return {};
  return value;
}

}  // namespace cityhall::standards
