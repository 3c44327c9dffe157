#pragma once
// Assets as several modules' pages show them.

#include <string>

#include "kernel/assets/asset_link.h"
#include "services/page/page.h"

namespace cityhall {

/// "/desk/assets/12"
std::string asset_path(cityhall::Asset const& asset);
/// Its title as a link to its page.
web::Html asset_title(cityhall::Asset const& asset);
/// "20 feet": tens, but for what is next to it.
Message distance_words(double metres);
/// What its list says in a line: "LED 70 W · 1998 · good"; may be empty.
std::string asset_line(cityhall::Asset const& asset);
/// What the case is about and what else is near, to read on the spot; nothing when there is nothing.
web::Html assets_on_site(CaseAssets const& assets);

}  // namespace cityhall
