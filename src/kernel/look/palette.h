#pragma once
// From a city's six colours to all the colours of a page, and whether everything can be read (WCAG 2.2, 1.4.3 and 1.4.11, level AA).

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/refusal.h"
#include "kernel/settings.h"

namespace cityhall {

enum class Scheme { light, dark };

/// What stands in ui/styles: the six as shipped.
CityColours const& shipped_colours(Scheme scheme);
/// Each of the six as it is shown: the city's own, or the shipped one. A colour that cannot be read counts as not set.
CityColours shown_colours(CityColours const& own, Scheme scheme);
/// The names of the six, as in settings: "paper".
inline constexpr std::string_view city_colour_names[] = {"paper", "ink", "link", "action", "good", "alert"};
std::string& colour_named(CityColours& colours, std::string_view name);
std::string const& colour_named(CityColours const& colours, std::string_view name);

/// Tokens of the style sheet, by name without dashes ("ink-soft"), and their colours: those of the six and all that are mixed from them.
using Palette = std::vector<std::pair<std::string_view, std::string>>;
Palette full_palette(CityColours const& own, Scheme scheme);
/// Only what differs from the shipped style sheet because of the city's own colours. Empty without any.
Palette own_palette(CityColours const& own, Scheme scheme);
/// The colour of a token in a palette that has it.
std::string const& token(Palette const& palette, std::string_view name);

/// Every colour that is no colour, or cannot be read where it stands: the pair, its contrast, and the nearest colour that passes. Fields
/// are "look.light.link".
std::vector<FieldError> colour_faults(CityColours const& own, Scheme scheme);
/// The same colours with the offered ones in place of those that cannot be read; may still have faults when nothing passes.
CityColours with_offers(CityColours own, Scheme scheme);

}  // namespace cityhall
