#pragma once
// The frame around every page: head, banner, header, menu, footer. One for residents, one for staff, one for crews.

#include <optional>
#include <string>
#include <string_view>

#include "kernel/places/place.h"
#include "services/call.h"
#include "web/html.h"

namespace cityhall {

enum class Surface { resident, staff, crew };

struct Page {
  web::Text title;
  web::Html content;  // inside <main>
  Surface surface = Surface::resident;
  std::string_view current{};  // path of the menu entry that is marked
  std::string_view script{};   // source name of a further module script, "live.js"
  std::string description{};   // for search engines; residents only
  web::Html head{};            // further links: feeds
  bool wide = false;           // content makes its own frames
  EventId heard_until{};       // of a page with a live stream (live.h): the newest event that it knows of
  bool alone = false;          // no menu, banners or links in the foot: for when there is no connection to follow them
  std::optional<Point> where{};  // what the page is about lies there: banners for that part of the city are shown
};

/// The finished page. Personal ones are never stored by browsers or proxies.
web::Response page(Call const& call, Page const& parts, int status = 200);

/// The words for render() in the call's language.
web::Words words_of(Call const& call);
/// "May 2, 2027, 9:00 AM" and "2 de mayo de 2027, 9:00", in the city's time zone, as <time>.
web::Html time_of(Call const& call, Time time);
web::Html date_of(Call const& call, Time time);
/// "in 3 days", "2 hours ago".
Message how_long(Time from, Time to);

}  // namespace cityhall
