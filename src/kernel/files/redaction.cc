#include "kernel/files/redaction.h"

#include <algorithm>
#include <cmath>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "kernel/files/file.h"
#include "kernel/files/files_store.h"
#include "kernel/files/photo_protocol.h"
#include "kernel/files/photo_workshop.h"
#include "kernel/files/prepared.h"
#include "kernel/files/redaction_store.h"
#include "kernel/run_unit.h"
#include "store/blobs.h"

namespace cityhall {
namespace {

constexpr double whole = 100.0;  // percent

Refusal not_hidden() {
  return conflict("photo.not_hidden", _("Nothing of this photo is hidden."), _("Load the page again to see how it stands."));
}

File photo_to_hide(View const& view, FileId id) {
  require(view.actor, "desk.redact");
  auto file = find_file(view, id);
  if (!file) throw not_found(_("There is no such photo."));
  return *std::move(file);
}

/// Outward to whole pixels: what touches a box is hidden.
PhotoBox in_pixels(HiddenBox const& box, PreparedPhoto::Rendition const& picture) {
  auto const left = static_cast<std::uint32_t>(std::floor(box.left / whole * picture.width));
  auto const top = static_cast<std::uint32_t>(std::floor(box.top / whole * picture.height));
  auto const right = static_cast<std::uint32_t>(std::ceil(std::min(box.left + box.width, whole) / whole * picture.width));
  auto const bottom = static_cast<std::uint32_t>(std::ceil(std::min(box.top + box.height, whole) / whole * picture.height));
  return {left, top, right - left, bottom - top};
}

PreparedPhoto derived(City& city, File const& file, std::span<HiddenBox const> boxes) {
  auto* const workshop = city.photos();
  auto const& large = file.renditions.front();
  auto const shown = city.blobs().get(large.hash);
  if (workshop == nullptr || !shown)
    throw unavailable("photo.helper", _("Photos cannot be worked on at this moment."), _("Try again later."));
  std::vector<PhotoBox> marked;
  for (auto const& box : boxes) marked.push_back(in_pixels(box, large));
  return store_pictures(city, workshop->decode(*shown, marked).pictures);
}

Json boxes_json(std::span<HiddenBox const> boxes) {
  auto all = Json::array();
  for (auto const& box : boxes) all.push_back({box.left, box.top, box.width, box.height});
  return all;
}

/// Somebody may have hidden another part meanwhile: then this picture was made from one that shows it.
struct Derived {
  std::string made_from{};  // blob of the large picture
  PreparedPhoto picture{};
  std::span<HiddenBox const> boxes{};
};
void put_in_place(Unit& unit, CasePhoto const& photo, Derived const& made) {
  auto const file = photo_to_hide({unit.city, unit.tx, unit.actor}, photo.file);
  if (file.renditions.front().hash != made.made_from)
    throw conflict("photo.changed", _("Somebody else hid a part of this photo meanwhile."), _("Look at it again, then hide the rest."));
  auto all = redaction_of({unit.city, unit.tx, unit.actor}, photo.file).value_or(Redaction{}).boxes;
  all.insert(all.end(), made.boxes.begin(), made.boxes.end());
  redaction_store::keep_original(unit, file, to_text(boxes_json(all)));
  files_store::replace_renditions(unit.tx, photo.file, made.picture);
  append(unit, "file.redacted", {.case_id = photo.report}, Json{{"file", to_text(photo.file)}, {"boxes", made.boxes.size()}});
}

}  // namespace

void check_boxes(std::span<HiddenBox const> boxes) {
  if (boxes.empty()) throw invalid("photo.no_box", _("No part of the photo is marked."), _("Mark what is to be hidden."));
  if (boxes.size() > hidden_boxes_max)
    throw invalid("photo.too_many_boxes", _("At most 20 parts can be hidden at once."), _("Hide these first, then the others."));
  for (auto const& box : boxes) {
    bool const inside = box.left >= 0 && box.top >= 0 && box.width > 0 && box.height > 0 && box.left < whole && box.top < whole;
    if (!inside || box.left + box.width > whole + 0.5 || box.top + box.height > whole + 0.5)
      throw invalid("photo.box_outside", _("A marked part lies outside of the photo."), _("Use numbers from 0 to 100."));
  }
}

void hide_parts(City& city, Actor const& actor, CasePhoto const& photo, std::span<HiddenBox const> boxes) {
  check_boxes(boxes);
  auto const before = run_view(city, actor, [&](View const& view) { return photo_to_hide(view, photo.file); });
  Derived const made{before.renditions.front().hash, derived(city, before, boxes), boxes};
  run_unit(city, actor, [&](Unit& unit) { put_in_place(unit, photo, made); });
}

void show_parts_again(Unit& unit, CasePhoto const& photo) {
  require(unit.actor, "desk.originals");
  auto const original = redaction_store::original(unit.tx, photo.file);
  if (!original) throw not_hidden();
  files_store::replace_renditions(unit.tx, photo.file, *original);
  redaction_store::forget(unit.tx, photo.file);
  append(unit, "file.redaction_undone", {.case_id = photo.report}, Json{{"file", to_text(photo.file)}});
}

std::string original_photo(Unit& unit, CasePhoto const& photo) {
  require(unit.actor, "desk.originals");
  auto const original = redaction_store::original(unit.tx, photo.file);
  auto bytes = original ? unit.city.blobs().get(original->renditions.front().hash) : std::nullopt;
  if (!bytes) throw not_hidden();
  append(unit, "file.original_viewed", {.case_id = photo.report}, Json{{"file", to_text(photo.file)}});
  return *std::move(bytes);
}

std::optional<Redaction> redaction_of(View const& view, FileId file) {
  auto const row = redaction_store::row(view.reader, file);
  if (!row) return std::nullopt;
  Redaction redaction{.by = row->by, .at = row->at};
  auto const boxes = parse_json(row->boxes);
  if (boxes && boxes->is_array())
    for (auto const& box : *boxes)
      redaction.boxes.push_back({box.at(0).get<double>(), box.at(1).get<double>(), box.at(2).get<double>(), box.at(3).get<double>()});
  return redaction;
}

std::vector<FileId> redacted_among(View const& view, std::vector<FileId> const& files) {
  auto const found = redaction_store::with_row(view.reader, files);
  std::vector<FileId> redacted;
  std::copy_if(files.begin(), files.end(), std::back_inserter(redacted),
               [&](FileId file) { return std::find(found.begin(), found.end(), file) != found.end(); });
  return redacted;
}

}  // namespace cityhall
