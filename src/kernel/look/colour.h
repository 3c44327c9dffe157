#pragma once
// A colour of a screen, and how well it can be read on another.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cityhall {

/// sRGB, each part from 0 to 1.
struct Colour {
  double red = 0;
  double green = 0;
  double blue = 0;
};

/// "#b4410e", in small or capital letters; nothing for anything else.
std::optional<Colour> read_colour(std::string_view text);
/// "#b4410e"
std::string colour_text(Colour colour);
/// From 1 to 21, as WCAG 2.2 defines it ("contrast ratio", "relative luminance").
double contrast(Colour one, Colour other);
/// `share` of `other` in the first, from 0 to 1, part by part.
Colour mixed(Colour one, Colour other, double share);
/// The colour nearest to `start` that passes: lighter or darker with the same hue (Oklab, Björn Ottosson 2020), paler where a screen cannot
/// show it. Nothing when none does.
std::optional<Colour> nearest_passing(Colour start, std::function<bool(Colour)> const& passes);

}  // namespace cityhall
