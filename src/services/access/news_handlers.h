#pragma once
// The page on which staff read what they were told.

#include "services/call.h"

namespace cityhall {

web::Response show_news(Call& call);
web::Response mark_news(Call& call);
web::Response change_news_wish(Call& call);

}  // namespace cityhall
