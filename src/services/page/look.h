#pragma once
// What a city looks like: its own style sheet beside the shipped one, its seal, the foot of its pages.

#include <optional>
#include <string>

#include "kernel/look/palette.h"
#include "services/page/page.h"

namespace cityhall {

/// The city's own colours as a style sheet for after app.css; empty where it has none.
std::string look_sheet(CityLook const& look);
/// The colours of one scheme, whatever the device prefers: /styles shows them.
std::string look_sheet(CityLook const& look, Scheme scheme);
/// "/look/1a2b3c4d5e6f.css": named by its bytes, so that it can be kept for good. Empty where there is no sheet.
std::string look_path(CityLook const& look);

/// The sign beside the city's name: its picture, its letters, or the shipped mark. Not read aloud: the name follows.
web::Html seal(Call const& call);
/// The same as a drawing by itself, for tabs of browsers.
std::string seal_icon(CityLook const& look);
/// What the city wrote for the foot of its pages, in the reader's language; nothing where it wrote nothing.
web::Html city_foot(Call const& call);
/// A text by language: the reader's, else the city's first; empty where there is neither.
std::string local_text(Call const& call, std::map<std::string, std::string> const& texts);

}  // namespace cityhall
