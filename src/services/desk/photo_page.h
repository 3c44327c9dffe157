#pragma once
// The page on which parts of a photo are marked: by dragging over it, or by numbers.

#include <array>
#include <string>

#include "kernel/cases/case.h"
#include "kernel/files/file.h"
#include "kernel/files/redaction.h"
#include "services/page/office.h"

namespace cityhall {

inline constexpr std::array<std::string_view, 4> box_sides{"left", "top", "width", "height"};
/// "left.1"; rows count from 1.
std::string box_field(std::string_view side, std::size_t row);

struct PhotoView {
  Case const& report;
  File const& file;
  std::optional<Redaction> redaction{};
  std::string path{};
  web::Entered entered{};
  Told told{};
};
web::Response photo_page(Call const& call, PhotoView const& view);

}  // namespace cityhall
