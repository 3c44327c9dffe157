#pragma once
// Parts of a photo hidden by hand: faces, number plates, papers. A derived picture takes the place of the photo everywhere, under the same
// number; the original stays for those with `desk.originals`, and each look at it is an event.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kernel/unit.h"

namespace cityhall {

/// In percent of the picture's width and height, from its upper left corner.
struct HiddenBox {
  double left = 0;
  double top = 0;
  double width = 0;
  double height = 0;
};
inline constexpr std::size_t hidden_boxes_max = 20;

/// A photo of a case.
struct CasePhoto {
  FileId file{};
  CaseId report{};
};

/// Throws invalid "photo.no_box", "photo.box_outside", "photo.too_many_boxes".
void check_boxes(std::span<HiddenBox const> boxes);
/// Makes the derived picture in the helper process (a second or less) and puts it in the place of what is shown now; boxes that are hidden
/// already stay hidden. Opens its own units; needs `desk.redact`. Appends `file.redacted`.
void hide_parts(City& city, Actor const& actor, CasePhoto const& photo, std::span<HiddenBox const> boxes);
/// Shows the photo again as it came. Needs `desk.originals`. Appends `file.redaction_undone`; throws conflict "photo.not_hidden".
void show_parts_again(Unit& unit, CasePhoto const& photo);

struct Redaction {
  std::vector<HiddenBox> boxes{};
  AccountId by{};
  Time at{};
};
/// Nothing where the photo is as it came.
std::optional<Redaction> redaction_of(View const& view, FileId file);
/// Those of many photos of which parts are hidden, in their order.
std::vector<FileId> redacted_among(View const& view, std::vector<FileId> const& files);
/// The original in its largest size, JPEG. Needs `desk.originals`. Appends `file.original_viewed`; throws conflict "photo.not_hidden".
std::string original_photo(Unit& unit, CasePhoto const& photo);

}  // namespace cityhall
