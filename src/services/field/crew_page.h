#pragma once
// What every page of the crew's app has.

#include "services/page/map_picture.h"
#include "services/page/page.h"

namespace cityhall {

/// The strip that says what is sent, and where the script puts what waits on this device. Without a script it says who works here.
web::Html sync_strip(Call const& call, std::string_view crew);
Page crew_page(Call const& call, web::Text title, web::Html content);
/// The moving map of the tablet: its worker and the tiles around the day's work are kept there.
MovingMap tablet_map(Call const& call);

}  // namespace cityhall
