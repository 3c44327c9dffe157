#include "services/desk/photo_page.h"

#include "kernel/addresses.h"
#include "services/page/parts.h"
#include "web/svg.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

constexpr std::size_t rows_shown = 4;  // the script adds more

Message side_words(std::string_view side) {
  if (side == "left") return _("From the left");
  if (side == "top") return _("From the top");
  return side == "width" ? _("Width") : _("Height");
}

Html box_row(Call const& call, PhotoView const& view, std::size_t row) {
  auto const control = [&](std::string_view side) {
    return input_field({.name = box_field(side, row),
                        .label = side_words(side),
                        .entered = &view.entered,
                        .type = "number",
                        .attributes = {tag::min("0"), tag::max("100"), step("0.1"), inputmode("decimal")}});
  };
  return fieldset(cls("box-row"), data("box", static_cast<long long>(row)),
                  legend(call.text(_("Part {number}").with("number", std::to_string(row)))), div(cls("row"), each(box_sides, control)));
}

/// Over the photo lies a drawing in percent: the parts that are marked, as the numbers say.
Html marked_photo(PhotoView const& view) {
  auto const& large = view.file.renditions.front();
  // Named by its bytes: a photo that changed is not taken from the browser's store.
  auto const path = with_query(file_path(view.file.id, PhotoSize::large), {{"v", large.hash.substr(0, 12)}});
  return div(cls("marking"), data("marking", ""),
             img(path, Alt{_("The photo as everybody sees it now")}, width(large.width), height(large.height)),
             svg::svg(svg::view_box("0 0 100 100"), svg::attr("preserveAspectRatio", "none"), aria("hidden", "true")));
}

Html original_part(Call const& call, PhotoView const& view) {
  if (!view.redaction) return nothing();
  auto const count = static_cast<long>(view.redaction->boxes.size());
  auto const words =
      p(_n("{count} part is hidden.", "{count} parts are hidden.", count), " ", span(cls("soft"), time_of(call, view.redaction->at)));
  if (!call.actor.may("desk.originals"))
    return section(cls("panel"), h2(_("The original")), words, p(cls("hint"), _("Your role may not see the original.")));
  return section(cls("panel"), h2(_("The original")), words,
                 p(cls("hint"), _("Each look at it is recorded. To mark the parts anew, show the photo as it came first.")),
                 div(cls("actions"), act_button(call, view.path + "/original", _("Look at the original")),
                     act_button(call, view.path + "/hidden-parts/removal", _("Show the photo as it came"), "button danger")));
}

Html marking_form(Call const& call, PhotoView const& view) {
  Html rows;
  for (std::size_t row = 1; row <= hidden_boxes_max; ++row)
    if (row <= rows_shown || view.entered.values.has(box_field("left", row))) rows += box_row(call, view, row);
  return post_form(
      {.action = view.path + "/hidden-parts", .csrf_token = call.csrf_token},
      p(cls("hint"), _("Faces, number plates, papers. In percent of the photo, from its upper left corner; or drag over the photo.")), rows,
      div(cls("actions"), submit(_("Hide these parts"))));
}

}  // namespace

std::string box_field(std::string_view side, std::size_t row) { return std::string{side} + "." + std::to_string(row); }

Response photo_page(Call const& call, PhotoView const& view) {
  auto const back = a(cls("back"), href(desk_address(view.report.number)), view.report.number);
  auto const content = group(
      back, h1(_("Hide parts of a photo")), told_strip(call, view.told),
      div(cls("split"), marked_photo(view),
          aside(section(cls("panel"), h2(_("What to hide")), marking_form(call, view)), original_part(call, view))),
      p(cls("hint"), _("What is hidden is gone from the picture that everybody sees: on the site, in mails that follow, and for other "
                       "systems. It cannot be made visible again from that picture.")));
  return page(
      call, {.title = _("Hide parts of a photo"), .content = content, .surface = Surface::staff, .current = "/desk", .script = "redact.js"},
      view.told.status);
}

}  // namespace cityhall
