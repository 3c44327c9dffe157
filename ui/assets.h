#pragma once
// The browser's files that are built into the program.

#include <span>

#include "web/assets.h"

namespace cityhall {

/// Everything from ui/, for web::Assets; `path_of("app.css")` there gives the path with the hash.
std::span<web::Asset const> ui_assets();

}  // namespace cityhall
