#include "web/markup.h"

#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <stdexcept>

#include "base/text.h"

namespace cityhall::web {
namespace {

// A sentence inside markup: \1 id \3 plural \3 count { \4 name \3 value } \2, where a value is markup and may hold sentences itself.
constexpr char mark_begin = '\1';
constexpr char mark_end = '\2';
constexpr char mark_next = '\3';
constexpr char mark_value = '\4';

constexpr std::string_view entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return "";  // a control character: dropped, so that text can never hold a mark
  }
}

constexpr std::array<bool, 256> make_special() {
  std::array<bool, 256> special{};
  for (std::size_t c = 0; c < 0x20; ++c) special[c] = c != '\t' && c != '\n' && c != '\r';
  special[0x7F] = true;
  for (char const c : {'&', '<', '>', '"', '\''}) special[static_cast<unsigned char>(c)] = true;
  return special;
}
constexpr auto is_special = make_special();

using Sixteen [[gnu::vector_size(16)]] = unsigned char;

/// Where the next byte that needs a look is, at or after `at`. Pages are mostly plain text, so this loop is most of the work: sixteen bytes
/// at once.
std::size_t next_special(std::string_view text, std::size_t at) {
  for (; at + 16 <= text.size(); at += 16) {
    Sixteen bytes;
    std::memcpy(&bytes, text.data() + at, 16);
    auto const found =
        (bytes < 0x20) | (bytes == 0x7F) | (bytes == '&') | (bytes == '<') | (bytes == '>') | (bytes == '"') | (bytes == '\'');
    std::array<std::uint64_t, 2> halves{};
    std::memcpy(halves.data(), &found, 16);
    if (halves[0] != 0) return at + static_cast<std::size_t>(std::countr_zero(halves[0])) / 8;
    if (halves[1] != 0) return at + 8 + static_cast<std::size_t>(std::countr_zero(halves[1])) / 8;
  }
  while (at < text.size() && !is_special[static_cast<unsigned char>(text[at])]) ++at;
  return at;
}

void append_escaped(std::string& out, std::string_view text) {
  std::size_t plain = 0;
  for (auto at = next_special(text, 0); at < text.size(); at = next_special(text, at + 1)) {
    if (!is_special[static_cast<unsigned char>(text[at])]) continue;  // a tab or a line end
    out.append(text, plain, at - plain);
    out += entity(text[at]);
    plain = at + 1;
  }
  out.append(text, plain);
}

void append_number(std::string& out, long long number) {
  std::array<char, 24> digits{};
  auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

void append_mark_head(std::string& out, Message const& message) {
  out += mark_begin;
  out += message.id;
  out += mark_next;
  out += message.plural_id;
  out += mark_next;
  append_number(out, message.count);
}

void append_message(std::string& out, Message const& message) {
  append_mark_head(out, message);
  for (auto const& [name, value] : message.values) {
    out += mark_value;
    out += name;
    out += mark_next;
    append_escaped(out, value);
  }
  out += mark_end;
}

}  // namespace

/// The one place that appends to Html.
class HtmlWriter {
 public:
  static std::string& markup(Html& html) { return html.markup_; }
  static std::string const& markup(Html const& html) { return html.markup_; }

  static std::size_t estimate(std::initializer_list<Part> parts) {
    std::size_t size = 0;
    for (auto const& part : parts) {
      if (part.kind_ == Part::Kind::html) size += source<Html>(part).markup_.size();
      else if (part.kind_ == Part::Kind::attribute) size += source<Attr>(part).name_.size() + source<Attr>(part).value_.size() + 9;
      else if (part.kind_ == Part::Kind::message) size += source<Message>(part).id.size() + 8;
      else if (part.kind_ == Part::Kind::list)
        for (auto const& html : source<std::vector<Html>>(part)) size += html.markup_.size();
      else size += part.text_.size() + 8;
    }
    return size;
  }
  /// Attributes, up to the first child; the index of that.
  static Part const* append_attributes(std::string& out, std::initializer_list<Part> parts) {
    auto const* part = parts.begin();
    for (; part != parts.end(); ++part) {
      if (part->kind_ == Part::Kind::attribute) append(out, source<Attr>(*part));
      else if (part->kind_ == Part::Kind::attributes)
        for (auto const& attribute : source<std::vector<Attr>>(*part)) append(out, attribute);
      else break;
    }
    return part;
  }
  static void append_children(std::string& out, Part const* part, Part const* end) {
    for (; part != end; ++part) {
      switch (part->kind_) {
        case Part::Kind::text:
          append_escaped(out, part->text_);
          break;
        case Part::Kind::html:
          out += source<Html>(*part).markup_;
          break;
        case Part::Kind::list:
          for (auto const& html : source<std::vector<Html>>(*part)) out += html.markup_;
          break;
        case Part::Kind::message:
          append_message(out, source<Message>(*part));
          break;
        case Part::Kind::number:
          append_number(out, part->number_);
          break;
        case Part::Kind::attribute:
        case Part::Kind::attributes:
          throw std::logic_error{"an attribute stands after a child; put attributes first"};
      }
    }
  }

 private:
  template <class T>
  static T const& source(Part const& part) {
    return *static_cast<T const*>(part.source_);
  }

  static void append(std::string& out, Attr const& attribute) {
    if (attribute.name_.empty()) return;
    out += ' ';
    out += attribute.prefix_;
    out += attribute.name_;
    if (attribute.flag_) return;
    out += "=\"";
    out += attribute.value_;
    out += '"';
  }
};

Html& Html::operator+=(Html const& other) {
  markup_ += other.markup_;
  return *this;
}

Attr::Attr(std::string_view name, std::string_view text) : name_{name} { append_escaped(value_, text); }
Attr::Attr(std::string_view name, Message const& message) : name_{name} { append_message(value_, message); }
Attr::Attr(std::string_view name, long long number) : name_{name} { append_number(value_, number); }

Html trusted_html(std::string_view markup) {
  Html html;
  auto& out = HtmlWriter::markup(html);
  out.reserve(markup.size());
  for (char const c : markup)
    if (static_cast<unsigned char>(c) > static_cast<unsigned char>(mark_value)) out += c;
  return html;
}

namespace {
/// Browsers drop tab and line ends inside an address, so "java\nscript:" must not pass: no control character may stand in it.
bool is_safe_url(std::string_view text) {
  for (char const c : text)
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '\\') return false;
  if (text.starts_with("//")) return false;
  auto const colon = text.find(':');
  if (colon == std::string_view::npos || text.find_first_of("/?#") < colon) return true;
  for (std::string_view const scheme : {"https", "http", "mailto", "tel"})
    if (equals_ignoring_case(text.substr(0, colon), scheme)) return true;
  return false;
}
}  // namespace

Url::Url(std::string_view text) : text_{is_safe_url(text) ? text : "#"} {}

std::string with_query(std::string_view path, std::initializer_list<std::pair<std::string_view, std::string_view>> parameters) {
  std::string url{path};
  char separator = path.find('?') == std::string_view::npos ? '?' : '&';
  for (auto const& [name, value] : parameters) {
    if (value.empty()) continue;
    url += separator + percent_encode(name) + "=" + percent_encode(value);
    separator = '&';
  }
  return url;
}

Html element(std::string_view name, std::initializer_list<Part> parts) {
  Html html;
  auto& out = HtmlWriter::markup(html);
  out.reserve(HtmlWriter::estimate(parts) + 2 * name.size() + 8);
  out += '<';
  out += name;
  auto const* children = HtmlWriter::append_attributes(out, parts);
  out += '>';
  HtmlWriter::append_children(out, children, parts.end());
  out += "</";
  out += name;
  out += '>';
  return html;
}

Html void_element(std::string_view name, std::initializer_list<Part> parts) {
  Html html;
  auto& out = HtmlWriter::markup(html);
  out.reserve(HtmlWriter::estimate(parts) + name.size() + 4);
  out += '<';
  out += name;
  if (HtmlWriter::append_attributes(out, parts) != parts.end()) throw std::logic_error{"a void element has a child"};
  out += '>';
  return html;
}

Html fragment(std::initializer_list<Part> parts) {
  Html html;
  auto& out = HtmlWriter::markup(html);
  out.reserve(HtmlWriter::estimate(parts));
  HtmlWriter::append_children(out, parts.begin(), parts.end());
  return html;
}

Html with_doctype(Html const& rest) {
  Html html;
  auto& out = HtmlWriter::markup(html);
  out = "<!doctype html>" + HtmlWriter::markup(rest);
  return html;
}

Html json_island(std::string_view element_id, std::string_view json) {
  std::string safe;
  safe.reserve(json.size());
  for (char const c : json) {
    if (c == '<') safe += "\\u003c";
    else if (static_cast<unsigned char>(c) > static_cast<unsigned char>(mark_value)) safe += c;
  }
  Html content;
  HtmlWriter::markup(content) = std::move(safe);
  return element("script", {Attr{"type", std::string_view{"application/json"}}, Attr{"id", element_id}, content});
}

Html sentence(Message const& message, std::initializer_list<std::pair<std::string_view, Html>> values) {
  Html html;
  auto& out = HtmlWriter::markup(html);
  append_message(out, message);
  out.pop_back();  // the end mark: more values follow
  for (auto const& [name, value] : values) {
    out += mark_value;
    out += name;
    out += mark_next;
    out += HtmlWriter::markup(value);
  }
  out += mark_end;
  return html;
}

namespace {

class Renderer {
 public:
  Renderer(std::string& out, Words const& words) : out_{out}, words_{words} {}

  void markup(std::string_view text) {
    while (!text.empty()) {
      auto const begin = std::min(text.find(mark_begin), text.size());
      out_.append(text, 0, begin);
      text.remove_prefix(begin);
      if (text.empty()) return;
      auto const end = end_of(text);
      mark(text.substr(1, end - 1));
      text.remove_prefix(end + 1);
    }
  }

 private:
  /// Where the mark that begins at 0 ends, past those inside it.
  static std::size_t end_of(std::string_view text) {
    int depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == mark_begin) ++depth;
      else if (text[at] == mark_end && --depth == 0) return at;
    }
    throw std::logic_error{"a sentence in markup does not end"};
  }
  static std::string_view take(std::string_view& text, char until) {
    int depth = 0;
    std::size_t at = 0;
    for (; at < text.size() && (depth > 0 || text[at] != until); ++at) depth += text[at] == mark_begin ? 1 : text[at] == mark_end ? -1 : 0;
    auto const piece = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return piece;
  }

  void mark(std::string_view text) {
    auto head = take(text, mark_value);
    auto const id = take(head, mark_next);
    auto const plural = take(head, mark_next);
    long count = 1;
    std::from_chars(head.data(), head.data() + head.size(), count);
    auto const translated = translate({.id = id, .plural_id = plural, .count = count});
    if (text.empty()) return append_escaped(out_, translated);
    values_of(translated, text);
  }
  std::string translate(Message const& message) const {
    return words_.translations != nullptr ? words_.translations->text(message, words_.language) : in_english(message);
  }
  /// The translated sentence, escaped, with "{name}" replaced by the markup of that name.
  void values_of(std::string_view sentence_text, std::string_view values) {
    while (!sentence_text.empty()) {
      auto const open = std::min(sentence_text.find('{'), sentence_text.size());
      append_escaped(out_, sentence_text.substr(0, open));
      sentence_text.remove_prefix(open);
      auto const close = sentence_text.find('}');
      if (close == std::string_view::npos) return append_escaped(out_, sentence_text);
      if (!value(values, sentence_text.substr(1, close - 1))) append_escaped(out_, sentence_text.substr(0, close + 1));
      sentence_text.remove_prefix(close + 1);
    }
  }
  bool value(std::string_view values, std::string_view name) {
    while (!values.empty()) {
      auto one = take(values, mark_value);
      if (take(one, mark_next) != name) continue;
      markup(one);
      return true;
    }
    return false;
  }

  std::string& out_;
  Words const& words_;
};

}  // namespace

std::string render(Html const& html, Words const& words) {
  std::string out;
  auto const& markup = HtmlWriter::markup(html);
  out.reserve(markup.size() + markup.size() / 8);
  Renderer{out, words}.markup(markup);
  return out;
}

}  // namespace cityhall::web
