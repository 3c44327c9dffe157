#pragma once
// HTML as a value. Text becomes markup only by escaping; sentences stay untranslated until render().

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/message.h"

namespace cityhall::web {

/// Escaped markup. There is no way from text to Html but the functions here; raw markup enters through trusted_html() only.
class Html {
 public:
  Html() = default;
  bool empty() const { return markup_.empty(); }
  Html& operator+=(Html const& other);

 private:
  friend class HtmlWriter;
  std::string markup_;  // a sentence stands in it as a mark of control characters, which no escaped text can hold
};

/// Nothing at all: the other branch of a condition.
inline Html nothing() { return {}; }
/// For the sanitised Markdown renderer only; the tidy tool refuses every other caller.
Html trusted_html(std::string_view markup);

/// An address that may stand in a link: relative, http, https, mailto, tel or geo (RFC 5870). Anything else becomes "#", so that no
/// script can be planted.
class Url {
 public:
  Url(std::string_view text);
  Url(std::string const& text) : Url{std::string_view{text}} {}
  Url(char const* text) : Url{std::string_view{text}} {}
  std::string const& text() const { return text_; }

 private:
  std::string text_;
};
/// path + "?a=1&b=x%20y"; names and values are encoded, empty values are left out.
std::string with_query(std::string_view path, std::initializer_list<std::pair<std::string_view, std::string_view>> parameters);

/// One attribute, made by the functions in attributes.h. A default one writes nothing.
class Attr {
 public:
  Attr() = default;
  Attr(std::string_view name, std::string_view text);
  Attr(std::string_view name, Message const& message);
  Attr(std::string_view name, Url const& url) : Attr{name, std::string_view{url.text()}} {}
  Attr(std::string_view name, long long number);
  /// A flag such as `required`.
  explicit Attr(std::string_view flag_name) : name_{flag_name}, flag_{true} {}
  /// The same attribute with "data-" or "aria-" before its name.
  Attr prefixed(std::string_view prefix) && {
    prefix_ = prefix;
    return std::move(*this);
  }

 private:
  friend class HtmlWriter;
  std::string_view prefix_{};
  std::string_view name_{};  // a literal, as is the prefix
  std::string value_{};      // escaped
  bool flag_ = false;
};

template <class T>
concept WholeNumber = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;

/// What an element takes: attributes first, then text, sentences, numbers and other elements. Refers to its source: only for arguments.
class Part {
 public:
  Part(Attr const& attribute) : kind_{Kind::attribute}, source_{&attribute} {}
  Part(std::vector<Attr> const& attributes) : kind_{Kind::attributes}, source_{&attributes} {}
  Part(Html const& html) : kind_{Kind::html}, source_{&html} {}
  Part(std::vector<Html> const& list) : kind_{Kind::list}, source_{&list} {}
  Part(Message const& message) : kind_{Kind::message}, source_{&message} {}
  Part(std::string_view text) : kind_{Kind::text}, text_{text} {}
  Part(std::string const& text) : kind_{Kind::text}, text_{text} {}
  Part(char const* text) : kind_{Kind::text}, text_{text} {}
  Part(WholeNumber auto number) : kind_{Kind::number}, number_{static_cast<long long>(number)} {}

 private:
  friend class HtmlWriter;
  enum class Kind { attribute, attributes, html, list, message, text, number };
  Kind kind_;
  void const* source_ = nullptr;
  std::string_view text_{};
  long long number_ = 0;
};

/// `<name attributes>children</name>`. An attribute after a child is our bug and throws std::logic_error.
Html element(std::string_view name, std::initializer_list<Part> parts);
/// `<name attributes>` without end tag.
Html void_element(std::string_view name, std::initializer_list<Part> parts);
/// Parts side by side, without an element around them.
Html fragment(std::initializer_list<Part> parts);
Html group(auto const&... parts) { return fragment({parts...}); }

/// `<!doctype html>` and then the rest.
Html with_doctype(Html const& rest);
/// JSON for a script to read, as <script type="application/json">: never executed, and it cannot end its element.
Html json_island(std::string_view element_id, std::string_view json);

/// make(item) for every item, side by side.
template <class Range, class Make>
Html each(Range const& items, Make&& make) {
  Html all;
  for (auto const& item : items) all += make(item);
  return all;
}

/// A sentence with elements as values: sentence(_("Read {guide} first."), {{"guide", a(href("/guide"), _("the guide"))}}).
Html sentence(Message const& message, std::initializer_list<std::pair<std::string_view, Html>> values);

/// A sentence or a text, where a label is needed; there is no empty one by accident.
class Text {
 public:
  Text(Message const& message) : html_{fragment({message})} {}
  Text(std::string_view text) : html_{fragment({text})} {}
  Text(std::string const& text) : html_{fragment({text})} {}
  Text(char const* text) : html_{fragment({text})} {}
  operator Html const&() const { return html_; }
  Html const& html() const { return html_; }

 private:
  Html html_;
};

/// The language that sentences are written in.
struct Words {
  Translations const* translations = nullptr;  // null: English
  std::string_view language = "en";
};
/// The finished markup, sentences translated.
std::string render(Html const& html, Words const& words = {});

}  // namespace cityhall::web
