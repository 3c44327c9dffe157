#pragma once
// Elements of server-made pictures: charts, maps, icons. In a namespace of their own: svg::text, svg::title.

#include "web/attributes.h"

namespace cityhall::web::svg {

// Each takes attributes first, then children (see Part).
Html svg(auto const&... parts) { return element("svg", {parts...}); }
Html g(auto const&... parts) { return element("g", {parts...}); }
Html path(auto const&... parts) { return element("path", {parts...}); }
Html rect(auto const&... parts) { return element("rect", {parts...}); }
Html circle(auto const&... parts) { return element("circle", {parts...}); }
Html line(auto const&... parts) { return element("line", {parts...}); }
Html polyline(auto const&... parts) { return element("polyline", {parts...}); }
Html polygon(auto const&... parts) { return element("polygon", {parts...}); }
Html text(auto const&... parts) { return element("text", {parts...}); }
Html title(auto const&... parts) { return element("title", {parts...}); }
Html desc(auto const&... parts) { return element("desc", {parts...}); }
Html defs(auto const&... parts) { return element("defs", {parts...}); }
Html use(Url const& source, auto const&... attributes) { return element("use", {Attr{"href", source}, attributes...}); }

/// Any presentation or geometry attribute by its literal name; `style`, `href` and `on…` are refused with std::logic_error.
Attr checked_attr(std::string_view name, std::string_view value);
/// At most two decimals.
Attr checked_attr(std::string_view name, double value);
template <std::size_t N>
Attr attr(char const (&name)[N], auto const& value) {
  return checked_attr({name, N - 1}, value);
}
inline Attr view_box(std::string_view box) { return {"viewBox", box}; }

}  // namespace cityhall::web::svg
