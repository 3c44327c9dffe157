#include "services/front/other_language.h"

#include "base/refusal.h"

namespace cityhall {

web::Response in_other_language(Route const& route, Call& call) {
  if (route.redisplay == nullptr) return web::see_other(call.request.path);
  auto const words = _("This page is now in English. Nothing was sent yet.");
  return route.redisplay(call, invalid_fields({{"", "language.changed", words}}));
}

}  // namespace cityhall
