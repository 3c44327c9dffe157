#pragma once
// Attributes by name. Those that take an address go through Url; `style` and `on…` do not exist: the content security policy forbids them.

#include "web/markup.h"

namespace cityhall::web::tag {

/// Writes nothing: the other branch of a condition.
inline Attr none() { return {}; }

// Of every element. Texts are escaped; a default of true stands for the attribute alone.
inline Attr cls(std::string_view names) { return {"class", names}; }
inline Attr id(std::string_view text) { return {"id", text}; }
inline Attr lang(std::string_view code) { return {"lang", code}; }
inline Attr dir(std::string_view direction) { return {"dir", direction}; }
inline Attr role(std::string_view text) { return {"role", text}; }
inline Attr tooltip(Message const& text) { return {"title", text}; }
inline Attr tooltip(std::string_view text) { return {"title", text}; }
inline Attr hidden(bool yes = true) { return yes ? Attr{"hidden"} : Attr{}; }
inline Attr tabindex(int index) { return {"tabindex", index}; }

/// data-<name> and aria-<name>; the name is a literal.
template <std::size_t N>
Attr data(char const (&name)[N], std::string_view value) {
  return Attr{std::string_view{name, N - 1}, value}.prefixed("data-");
}
template <std::size_t N>
Attr data(char const (&name)[N], WholeNumber auto value) {
  return Attr{std::string_view{name, N - 1}, static_cast<long long>(value)}.prefixed("data-");
}
template <std::size_t N>
Attr aria(char const (&name)[N], std::string_view value) {
  return Attr{std::string_view{name, N - 1}, value}.prefixed("aria-");
}
template <std::size_t N>
Attr aria(char const (&name)[N], Message const& value) {
  return Attr{std::string_view{name, N - 1}, value}.prefixed("aria-");
}

// Links and sources: addresses pass the policy of Url.
inline Attr href(Url const& url) { return {"href", url}; }
inline Attr src(Url const& url) { return {"src", url}; }
inline Attr action(Url const& url) { return {"action", url}; }
inline Attr formaction(Url const& url) { return {"formaction", url}; }
inline Attr rel(std::string_view text) { return {"rel", text}; }
inline Attr download(std::string_view filename) { return {"download", filename}; }
inline Attr hreflang(std::string_view code) { return {"hreflang", code}; }
inline Attr media(std::string_view query) { return {"media", query}; }
inline Attr sizes(std::string_view text) { return {"sizes", text}; }

// Of forms and their controls; counts are characters or lines.
inline Attr name(std::string_view text) { return {"name", text}; }
inline Attr value(std::string_view text) { return {"value", text}; }
inline Attr value(Message const& text) { return {"value", text}; }
inline Attr value(WholeNumber auto number) { return {"value", static_cast<long long>(number)}; }
inline Attr type(std::string_view text) { return {"type", text}; }
inline Attr for_id(std::string_view text) { return {"for", text}; }
inline Attr form_id(std::string_view text) { return {"form", text}; }
inline Attr list_id(std::string_view text) { return {"list", text}; }
inline Attr placeholder(Message const& text) { return {"placeholder", text}; }
inline Attr autocomplete(std::string_view text) { return {"autocomplete", text}; }
inline Attr inputmode(std::string_view text) { return {"inputmode", text}; }
inline Attr enterkeyhint(std::string_view text) { return {"enterkeyhint", text}; }
inline Attr capture(std::string_view camera) { return {"capture", camera}; }
inline Attr accept(std::string_view types) { return {"accept", types}; }
inline Attr pattern(std::string_view text) { return {"pattern", text}; }
inline Attr rows(int count) { return {"rows", count}; }
inline Attr cols(int count) { return {"cols", count}; }
inline Attr minlength(long long count) { return {"minlength", count}; }
inline Attr maxlength(long long count) { return {"maxlength", count}; }
inline Attr min(std::string_view text) { return {"min", text}; }
inline Attr max(std::string_view text) { return {"max", text}; }
inline Attr max(WholeNumber auto number) { return {"max", static_cast<long long>(number)}; }
inline Attr step(std::string_view text) { return {"step", text}; }
inline Attr checked(bool yes = true) { return yes ? Attr{"checked"} : Attr{}; }
inline Attr selected(bool yes = true) { return yes ? Attr{"selected"} : Attr{}; }
inline Attr disabled(bool yes = true) { return yes ? Attr{"disabled"} : Attr{}; }
inline Attr readonly(bool yes = true) { return yes ? Attr{"readonly"} : Attr{}; }
inline Attr required(bool yes = true) { return yes ? Attr{"required"} : Attr{}; }
inline Attr multiple(bool yes = true) { return yes ? Attr{"multiple"} : Attr{}; }
inline Attr autofocus(bool yes = true) { return yes ? Attr{"autofocus"} : Attr{}; }
inline Attr open(bool yes = true) { return yes ? Attr{"open"} : Attr{}; }
inline Attr formnovalidate(bool yes = true) { return yes ? Attr{"formnovalidate"} : Attr{}; }
inline Attr novalidate(bool yes = true) { return yes ? Attr{"novalidate"} : Attr{}; }

// Of images and tables; sizes in CSS pixels.
inline Attr width(int pixels) { return {"width", pixels}; }
inline Attr height(int pixels) { return {"height", pixels}; }
inline Attr loading(std::string_view text) { return {"loading", text}; }
inline Attr decoding(std::string_view text) { return {"decoding", text}; }
inline Attr fetchpriority(std::string_view text) { return {"fetchpriority", text}; }
inline Attr colspan(int count) { return {"colspan", count}; }
inline Attr scope(std::string_view text) { return {"scope", text}; }
inline Attr datetime(std::string_view rfc3339) { return {"datetime", rfc3339}; }

/// The text of an image for those who do not see it; decorative() for an image that says nothing. img() asks for one of them.
class Alt {
 public:
  Alt(Message const& text) : attribute_{"alt", text} {}
  Alt(std::string_view text) : attribute_{"alt", text} {}
  Alt(std::string const& text) : attribute_{"alt", std::string_view{text}} {}
  Alt(char const* text) : attribute_{"alt", std::string_view{text}} {}
  Attr const& attribute() const { return attribute_; }

 private:
  Attr attribute_;
};

/// For an image that says nothing.
inline Alt decorative() { return Alt{""}; }

}  // namespace cityhall::web::tag
