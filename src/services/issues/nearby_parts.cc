#include "services/issues/nearby_parts.h"

#include "kernel/addresses.h"
#include "kernel/files/file.h"
#include "services/issues/public_words.h"
#include "services/page/map_picture.h"

namespace cityhall {

using namespace web;
using namespace web::tag;

Html nearby_map(Call const& call, Point here, std::span<PublicCase const> requests) {
  if (!call.city.map.get()) return nothing();
  std::vector<Point> points{here};
  std::vector<MapMark> marks;
  for (auto const& report : requests) {
    if (!report.place.point) continue;
    points.push_back(*report.place.point);
    marks.push_back({.point = *report.place.point,
                     .kind = "open",
                     .href = public_address(report.number),
                     .label = public_title(call, report) + " " + report.number,
                     .photo = report.files.empty() ? std::string{} : signed_file_path(call.city, report.files.front(), PhotoSize::small)});
  }
  marks.push_back({.point = here, .kind = "here"});
  auto const view = view_around(points, {.width = 640, .height = 320});
  return map_picture(call, {view, std::move(marks), _("A map of your place with what others reported near it")});
}

Html nearby_list(Call const& call, std::span<PublicCase const> requests) {
  return ul(cls("links"), each(requests, [&](PublicCase const& report) {
              auto const where = group(report.place.address, report.place.address.empty() ? "" : " · ");
              return li(a(href(public_address(report.number)), public_title(call, report), " ", public_badge(call, report),
                          span(where, how_long(call.now, report.opened_at), " · ", report.number)));
            }));
}

}  // namespace cityhall
