#include "web/markup.h"

#include <algorithm>
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
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return "";  // a control character: dropped, so that text can never hold a mark
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

/// The place of the first byte in sixteen that needs a look, 16 when there is none.
std::size_t first_special(char const* text) {
  Sixteen bytes;
  std::memcpy(&bytes, text, 16);
  auto const found = (bytes < 0x20) | (bytes == 0x7F) | (bytes == '&') | (bytes == '<') | (bytes == '>') | (bytes == '"') | (bytes == '\'');
  std::array<std::uint64_t, 2> halves{};
  std::memcpy(halves.data(), &found, 16);
  if (halves[0] != 0) return static_cast<std::size_t>(std::countr_zero(halves[0])) / 8;
  return 8 + (halves[1] == 0 ? 8 : static_cast<std::size_t>(std::countr_zero(halves[1])) / 8);
}

/// Where the next byte that needs a look is, at or after `at`. Pages are mostly plain text, so this is much of the work: sixteen bytes at
/// once.
std::size_t next_special(std::string_view text, std::size_t at) {
  for (; at + 16 <= text.size(); at += 16)
    if (auto const found = first_special(text.data() + at); found < 16) return at + found;
  while (at < text.size() && !is_special[static_cast<unsigned char>(text[at])]) ++at;
  return at;
}

std::size_t escaped_size(std::string_view text) {
  auto size = text.size();
  for (auto at = next_special(text, 0); at < text.size(); at = next_special(text, at + 1))
    if (is_special[static_cast<unsigned char>(text[at])]) size += entity(text[at]).size() - 1;
  return size;
}

/// Everything is written twice by the same code: first to count, then to where exactly that many bytes were made room for.
struct Counter {
  std::size_t size = 0;
  void raw(char /*c*/) { ++size; }
  void raw(std::string_view text) { size += text.size(); }
  void escaped(std::string_view text) { size += escaped_size(text); }
};
struct Writer {
  char* at;
  void raw(char c) { *at++ = c; }
  void raw(std::string_view text) {
    if (!text.empty()) std::memcpy(at, text.data(), text.size());
    at += text.size();
  }
  void escaped(std::string_view text) {
    std::size_t plain = 0;
    for (auto i = next_special(text, 0); i < text.size(); i = next_special(text, i + 1)) {
      if (!is_special[static_cast<unsigned char>(text[i])]) continue;  // a tab or a line end
      raw(text.substr(plain, i - plain));
      raw(entity(text[i]));
      plain = i + 1;
    }
    raw(text.substr(plain));
  }
};

/// `write(out)` with both; the string that it makes.
template <class Write>
std::string written(Write const& write) {
  Counter counter;
  write(counter);
  std::string text(counter.size, '\0');
  Writer writer{text.data()};
  write(writer);
  return text;
}

void put_number(auto& out, long long number) {
  std::array<char, 24> digits{};
  auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.raw(std::string_view{digits.data(), static_cast<std::size_t>(end - digits.data())});
}

void put_message(auto& out, Message const& message, std::initializer_list<std::pair<std::string_view, Html>> more = {});

std::string escape(std::string_view text) {
  if (next_special(text, 0) == text.size()) return std::string{text};
  return written([&](auto& out) { out.escaped(text); });
}

}  // namespace

/// The one place that makes Html.
class HtmlWriter {
 public:
  static std::string const& markup(Html const& html) { return html.markup_; }
  template <class Write>
  static Html make(Write const& write) {
    Html html;
    html.markup_ = written(write);
    return html;
  }

  /// Attributes, up to the first child; the place of that.
  static Part const* put_attributes(auto& out, std::initializer_list<Part> parts) {
    auto const* part = parts.begin();
    for (; part != parts.end(); ++part) {
      if (part->kind_ == Part::Kind::attribute) {
        put(out, source<Attr>(*part));
      } else if (part->kind_ == Part::Kind::attributes) {
        for (auto const& attribute : source<std::vector<Attr>>(*part)) put(out, attribute);
      } else {
        break;
      }
    }
    return part;
  }
  static void put_children(auto& out, Part const* part, Part const* end) {
    for (; part != end; ++part) put_child(out, *part);
  }

 private:
  template <class T>
  static T const& source(Part const& part) {
    return *static_cast<T const*>(part.source_);
  }
  static void put_child(auto& out, Part const& part) {
    switch (part.kind_) {
      case Part::Kind::text:
        return out.escaped(part.text_);
      case Part::Kind::html:
        return out.raw(source<Html>(part).markup_);
      case Part::Kind::message:
        return put_message(out, source<Message>(part));
      case Part::Kind::number:
        return put_number(out, part.number_);
      case Part::Kind::list:
        for (auto const& html : source<std::vector<Html>>(part)) out.raw(html.markup_);
        return;
      case Part::Kind::attribute:
      case Part::Kind::attributes:
        throw std::logic_error{"an attribute stands after a child; put attributes first"};
    }
  }
  static void put(auto& out, Attr const& attribute) {
    if (attribute.name_.empty()) return;
    out.raw(' ');
    out.raw(attribute.prefix_);
    out.raw(attribute.name_);
    if (attribute.flag_) return;
    out.raw("=\"");
    out.raw(attribute.value_);
    out.raw('"');
  }
};

namespace {
void put_message(auto& out, Message const& message, std::initializer_list<std::pair<std::string_view, Html>> more) {
  out.raw(mark_begin);
  out.raw(message.id);
  out.raw(mark_next);
  out.raw(message.plural_id);
  out.raw(mark_next);
  put_number(out, message.count);
  for (auto const& [name, value] : message.values) {
    out.raw(mark_value);
    out.raw(name);
    out.raw(mark_next);
    out.escaped(value);
  }
  for (auto const& [name, value] : more) {
    out.raw(mark_value);
    out.raw(name);
    out.raw(mark_next);
    out.raw(HtmlWriter::markup(value));
  }
  out.raw(mark_end);
}
}  // namespace

Html& Html::operator+=(Html const& other) {
  markup_ += other.markup_;
  return *this;
}

Attr::Attr(std::string_view name, std::string_view text) : name_{name}, value_{escape(text)} {}
Attr::Attr(std::string_view name, Message const& message) : name_{name}, value_{written([&](auto& out) { put_message(out, message); })} {}
Attr::Attr(std::string_view name, long long number) : name_{name}, value_{std::to_string(number)} {}

namespace {
/// Without what could begin or end a sentence.
std::string without_marks(std::string_view markup) {
  std::string plain{markup};
  std::erase_if(plain, [](char c) { return c >= mark_begin && c <= mark_value; });
  return plain;
}
}  // namespace

Html trusted_html(std::string_view markup) {
  auto const plain = without_marks(markup);
  return HtmlWriter::make([&](auto& out) { out.raw(plain); });
}

namespace {
/// Browsers drop tab and line ends inside an address, so "java\nscript:" must not pass: no control character may stand in it.
bool is_safe_url(std::string_view text) {
  for (char const c : text)
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '\\') return false;
  if (text.starts_with("//")) return false;
  auto const colon = text.find(':');
  if (colon == std::string_view::npos || text.find_first_of("/?#") < colon) return true;
  for (std::string_view const scheme : {"https", "http", "mailto", "tel", "geo"})
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
  if (name == "input") return void_element(name, parts);  // the only one without a function of its own
  return HtmlWriter::make([&](auto& out) {
    out.raw('<');
    out.raw(name);
    auto const* children = HtmlWriter::put_attributes(out, parts);
    out.raw('>');
    HtmlWriter::put_children(out, children, parts.end());
    out.raw("</");
    out.raw(name);
    out.raw('>');
  });
}

Html void_element(std::string_view name, std::initializer_list<Part> parts) {
  return HtmlWriter::make([&](auto& out) {
    out.raw('<');
    out.raw(name);
    if (HtmlWriter::put_attributes(out, parts) != parts.end()) throw std::logic_error{"a void element has a child"};
    out.raw('>');
  });
}

Html fragment(std::initializer_list<Part> parts) {
  return HtmlWriter::make([&](auto& out) { HtmlWriter::put_children(out, parts.begin(), parts.end()); });
}

Html with_doctype(Html const& rest) {
  return HtmlWriter::make([&](auto& out) {
    out.raw("<!doctype html>");
    out.raw(HtmlWriter::markup(rest));
  });
}

Html json_island(std::string_view element_id, std::string_view json) {
  auto safe = without_marks(json);
  for (std::size_t at = 0; (at = safe.find('<', at)) != std::string::npos;) safe.replace(at, 1, "\\u003c");
  auto const content = HtmlWriter::make([&](auto& out) { out.raw(safe); });
  return element("script", {Attr{"type", std::string_view{"application/json"}}, Attr{"id", element_id}, content});
}

Html sentence(Message const& message, std::initializer_list<std::pair<std::string_view, Html>> values) {
  return HtmlWriter::make([&](auto& out) { put_message(out, message, values); });
}

namespace {

class Renderer {
 public:
  Renderer(std::string& out, Words const& words) : out_{out}, words_{words} {}

  void markup(std::string_view text) {
    while (true) {
      auto const begin = text.find(mark_begin);
      out_.append(text, 0, begin);
      if (begin == std::string_view::npos) return;
      text.remove_prefix(begin + 1);
      mark(text);
    }
  }

 private:
  using Values = std::vector<std::pair<std::string_view, std::string_view>>;

  static std::string_view take(std::string_view& text, std::size_t size) {
    auto const piece = text.substr(0, size);
    text.remove_prefix(std::min(size + 1, text.size()));
    return piece;
  }
  /// The markup of a value, up to the next value or the end of its own sentence: sentences inside it are passed over.
  static std::size_t value_size(std::string_view text) {
    int depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (depth == 0 && (text[at] == mark_value || text[at] == mark_end)) return at;
      depth += text[at] == mark_begin ? 1 : text[at] == mark_end ? -1 : 0;
    }
    throw std::logic_error{"a sentence in markup does not end"};
  }

  /// `text` stands behind the beginning of a mark, and is left behind its end.
  void mark(std::string_view& text) {
    auto const id = take(text, text.find(mark_next));
    auto const plural = take(text, text.find(mark_next));
    auto const digits = value_size(text);
    long count = 1;
    std::from_chars(text.data(), text.data() + digits, count);
    Values values;
    auto last = text[digits];
    take(text, digits);
    while (last == mark_value) {
      auto const name = take(text, text.find(mark_next));
      auto const size = value_size(text);
      last = text[size];
      values.emplace_back(name, take(text, size));
    }
    sentence_text({.id = id, .plural_id = plural, .count = count}, values);
  }
  void sentence_text(Message const& message, Values const& values) {
    if (words_.translations != nullptr) return fill(words_.translations->text(message, words_.language), values);
    fill(message.plural_id.empty() || message.count == 1 ? message.id : message.plural_id, values);
  }
  /// The translated sentence, escaped, with "{name}" replaced by the markup of that name.
  void fill(std::string_view pattern, Values const& values) {
    for (auto open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{')) {
      auto const close = pattern.find('}', open);
      if (close == std::string_view::npos) break;
      text(pattern.substr(0, open));
      auto const name = pattern.substr(open + 1, close - open - 1);
      auto const value = std::find_if(values.begin(), values.end(), [&](auto const& one) { return one.first == name; });
      if (value != values.end()) markup(value->second);
      else text(pattern.substr(open, close - open + 1));
      pattern.remove_prefix(close + 1);
    }
    text(pattern);
  }
  void text(std::string_view plain) {
    if (next_special(plain, 0) == plain.size()) out_ += plain;
    else out_ += escape(plain);
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
