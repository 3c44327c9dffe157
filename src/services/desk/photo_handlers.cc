#include "services/desk/photo_handlers.h"

#include <charconv>

#include "base/refusal.h"
#include "base/text.h"
#include "kernel/addresses.h"
#include "kernel/cases/family.h"
#include "kernel/files/file.h"
#include "services/desk/asked_case.h"
#include "services/desk/photo_page.h"

namespace cityhall {
namespace {

/// The photo of the address, when it is one of that case.
CasePhoto asked_photo(Call const& call, Case const& report) {
  auto const file = FileId{parse_id(call.path_value("file"))};
  for (auto const& one : family_files_of(call.view(), report.id))
    if (one.file == file) return {file, report.id};
  throw not_found(_("This request has no such photo."));
}

double number_in(Call const& call, std::string const& field, std::vector<FieldError>& faults) {
  auto const text = trim(call.request.form.fields.get(field));
  double value = 0;
  auto const read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec == std::errc{} && read.ptr == text.data() + text.size() && value >= 0 && value <= 100) return value;
  faults.push_back({field, "malformed", _("Enter a number from 0 to 100.")});
  return 0;
}

bool is_empty(Call const& call, std::size_t row) {
  for (auto const side : box_sides)
    if (!trim(call.request.form.fields.get(box_field(side, row))).empty()) return false;
  return true;
}

/// Rows of which nothing was filled in are no boxes.
std::vector<HiddenBox> typed_boxes(Call const& call) {
  std::vector<HiddenBox> boxes;
  std::vector<FieldError> faults;
  for (std::size_t row = 1; row <= hidden_boxes_max; ++row) {
    if (is_empty(call, row)) continue;
    auto const side = [&](std::string_view name) { return number_in(call, box_field(name, row), faults); };
    boxes.push_back({.left = side("left"), .top = side("top"), .width = side("width"), .height = side("height")});
  }
  if (!faults.empty()) throw invalid_fields(std::move(faults));
  return boxes;
}

std::string editor_path(Call const& call) {
  return desk_address(call.path_value("number")) + "/photos/" + std::string{call.path_value("file")};
}

web::Response editor(Call const& call, web::Entered const& entered, Told const& told) {
  auto const report = asked_case(call);
  auto const photo = asked_photo(call, report);
  auto const file = find_file(call.view(), photo.file);
  if (!file) throw not_found();
  return photo_page(call, {.report = report,
                           .file = *file,
                           .redaction = redaction_of(call.view(), photo.file),
                           .path = editor_path(call),
                           .entered = entered,
                           .told = told});
}

}  // namespace

web::Response show_photo_editor(Call& call) { return editor(call, {}, {}); }

web::Response create_hidden_parts(Call& call) {
  auto const report = asked_case(call);
  hide_parts(call.city, call.actor, asked_photo(call, report), typed_boxes(call));
  return web::see_other(web::with_query(editor_path(call), {{"saved", "yes"}, {"done", "hidden"}}));
}

web::Response remove_hidden_parts(Call& call) {
  auto const report = asked_case(call);
  auto unit = call.unit();
  show_parts_again(unit, asked_photo(call, report));
  return web::see_other(web::with_query(editor_path(call), {{"saved", "yes"}}));
}

web::Response view_original(Call& call) {
  auto const report = asked_case(call);
  auto unit = call.unit();
  auto response = web::text(original_photo(unit, asked_photo(call, report)));
  response.headers.set("Content-Type", "image/jpeg");
  response.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
  web::no_store(response);
  return response;
}

web::Response photo_editor_again(Call& call, Refusal const& refusal) {
  auto const told = told_of(call, refusal);
  return editor(call, told.entered, told);
}

}  // namespace cityhall
