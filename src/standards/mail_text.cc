// The words of a mail: out of HTML, and without what is quoted from earlier ones.

#include <algorithm>
#include <array>

#include "base/text.h"
#include "standards/received_mail.h"

namespace cityhall::standards {
namespace {

void append_code_point(std::string& out, unsigned long code) {
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return;
  auto const tail = [&](unsigned shift) { out += static_cast<char>(0x80U | ((code >> shift) & 0x3FU)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0U | (code >> 6U));
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0U | (code >> 12U));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0U | (code >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

/// "&amp;", "&#8217;", "&#x2019;": the letter; an unknown name stays as it is. Gives how many bytes were read.
std::size_t append_entity(std::string& out, std::string_view text) {
  constexpr std::size_t longest = 11;  // no further: a text may be made of ampersands
  auto const end = text.substr(0, longest).find(';');
  if (end == std::string_view::npos) {
    out += '&';
    return 1;
  }
  auto const name = text.substr(1, end - 1);
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> names{
      {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", " "}, {"rsquo", "\xE2\x80\x99"}}};
  for (auto const& [known, letter] : names)
    if (name == known) return out += letter, end + 1;
  if (name.size() > 1 && name.front() == '#') {
    bool const hex = name[1] == 'x' || name[1] == 'X';
    auto const digits = std::string{name.substr(hex ? 2 : 1)};
    char* rest = nullptr;
    auto const code = std::strtoul(digits.c_str(), &rest, hex ? 16 : 10);
    if (!digits.empty() && *rest == '\0') return append_code_point(out, code), end + 1;
  }
  out += '&';
  return 1;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string tag_name(std::string_view tag) {
  auto const start = tag.find_first_not_of('/');
  if (start == std::string_view::npos) return {};
  auto const end = tag.find_first_of(" \t\r\n/>", start);
  return to_lower_ascii(tag.substr(start, end == std::string_view::npos ? end : end - start));
}

/// No more than one empty line in a row, no blanks at the ends of lines.
std::string tidied(std::string_view text) {
  std::string out;
  int empty = 1;
  for (auto const line : split(text, '\n')) {
    auto const words = trim(line);
    empty = words.empty() ? empty + 1 : 0;
    if (empty > 1) continue;
    (out += words) += '\n';
  }
  return std::string{trim(out)};
}

/// "On Tue, Mar 2, 2027 at 9:00 AM, Fairhaven <…> wrote:", in the languages of mail programs here; may go over two lines.
bool begins_quote(std::vector<std::string_view> const& lines, std::size_t at) {
  auto const line = trim(lines[at]);
  if (line.starts_with("-----Original Message") || line.starts_with("-----Mensaje original") || line == "________________________________")
    return true;
  auto const next = at + 1 < lines.size() ? trim(lines[at + 1]) : std::string_view{};
  auto const ends = [&](std::string_view tail) { return line.ends_with(tail) || next.ends_with(tail); };
  if (line.starts_with("On ") && ends("wrote:")) return true;
  if (line.starts_with("El ") && ends("escribi\xC3\xB3:")) return true;
  bool const header = line.starts_with("From: ") || line.starts_with("De: ");
  return header && (next.starts_with("Sent: ") || next.starts_with("Date: ") || next.starts_with("Enviado") || next.starts_with("Fecha: "));
}

}  // namespace

std::string text_of_html(std::string_view html) {
  std::string out;
  std::string skipped;  // until its end tag
  for (std::size_t i = 0; i < html.size();) {
    if (html[i] == '<') {
      auto const end = html.find('>', i);
      if (end == std::string_view::npos) break;
      auto const tag = html.substr(i + 1, end - i - 1);
      auto const name = tag_name(tag);
      bool const opens = !tag.starts_with("/") && !tag.ends_with("/");
      if (skipped.empty() && opens && is_one_of(name, {"script", "style", "head", "title"})) skipped = name;
      else if (name == skipped && tag.starts_with("/")) skipped.clear();
      if (skipped.empty() && is_one_of(name, {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "blockquote", "hr"})) out += '\n';
      i = end + 1;
    } else if (!skipped.empty()) {
      ++i;
    } else if (html[i] == '&') {
      i += append_entity(out, html.substr(i));
    } else {
      out += html[i] == '\n' || html[i] == '\r' ? ' ' : html[i];
      ++i;
    }
  }
  return tidied(out);
}

std::string without_quotes(std::string_view text) {
  auto const lines = split(text, '\n');
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto line = lines[i];
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line == "-- " || begins_quote(lines, i)) break;
    if (line.starts_with('>')) continue;
    (out += line) += '\n';
  }
  return tidied(out);
}

}  // namespace cityhall::standards
