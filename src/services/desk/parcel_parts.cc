#include "services/desk/parcel_parts.h"

#include <algorithm>

#include "services/page/parcel_line.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

constexpr std::size_t shown_most = 3;

Html more_of(std::size_t count) {
  if (count <= shown_most) return nothing();
  auto const more = static_cast<long>(count - shown_most);
  return span(cls("soft small"), _n("and {count} more here", "and {count} more here", more));
}

Html shown_of(std::vector<Parcel> const& parcels, std::string const& address) {
  Html lines;
  for (std::size_t at = 0; at < std::min(parcels.size(), shown_most); ++at) lines += div(parcel_line(parcels[at], address));
  return group(lines, more_of(parcels.size()));
}

}  // namespace

Html parcel_row(CaseView const& view) {
  auto const& here = view.parcels;
  if (here.all.empty()) return nothing();
  auto const count = here.cases >= parcel_cases_most ? group(parcel_cases_most, "+") : group(here.cases);
  return group(shown_of(here.all, view.report.place.address),
               a(href(parcel_address(here.all.front())), _("All requests at this parcel"), " (", count, ")"));
}

Html parcel_strip(InboxView const& view) {
  if (view.filter.parcel.empty()) return nothing();
  if (view.parcels.empty()) return note("warn", p(_("There is no parcel {number}.").with("number", view.filter.parcel)));
  return div(cls("note"), strong(_("Parcel")), shown_of(view.parcels, {}));
}

}  // namespace cityhall
