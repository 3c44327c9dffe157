#include "web/tags.h"

#include <array>
#include <cstdio>
#include <stdexcept>

#include "web/svg.h"

namespace cityhall::web {
namespace tag {

Html document(DocumentParts const& parts) {
  return with_doctype(
      element("html", {lang(parts.language), dir(parts.direction),
                       element("head", {meta(Attr{"charset", std::string_view{"utf-8"}}),
                                        meta(name("viewport"), Attr{"content", std::string_view{"width=device-width, initial-scale=1"}}),
                                        element("title", {parts.title}), parts.head}),
                       element("body", {parts.body_class.empty() ? none() : cls(parts.body_class), parts.body})}));
}

}  // namespace tag

namespace svg {

Attr checked_attr(std::string_view name, std::string_view value) {
  if (name == "style" || name == "href" || name.starts_with("on"))
    throw std::logic_error{"the attribute " + std::string{name} + " is not for svg::attr"};
  return {name, value};
}

Attr checked_attr(std::string_view name, double value) {
  std::array<char, 64> text{};
  auto const size = std::snprintf(text.data(), text.size(), "%.2f", value);
  std::string_view shown{text.data(), static_cast<std::size_t>(size)};
  while (shown.ends_with('0')) shown.remove_suffix(1);
  if (shown.ends_with('.')) shown.remove_suffix(1);
  return checked_attr(name, shown);
}

}  // namespace svg
}  // namespace cityhall::web
