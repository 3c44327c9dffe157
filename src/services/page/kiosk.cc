#include "services/page/kiosk.h"

#include "web/security.h"

namespace cityhall {

using namespace web;
using namespace web::tag;

std::string kiosk_sitting(Request const& request) { return std::string{our_cookie(request, "kiosk")}; }

namespace {

Html frame_head(Call const& call) {
  auto const start_over = std::to_string(kiosk_seconds) + "; url=/kiosk";
  return group(noscript(meta(Attr{"http-equiv", std::string_view{"refresh"}}, Attr{"content", std::string_view{start_over}})),
               module_script(call.around.assets.path_of("kiosk.js")));
}

Html frame_top(Html const& brand, Html const& language) {
  return header(cls("top"),
                div(cls("frame"), brand,
                    nav(aria("label", _("Main menu")), ul(cls("menu"), language, li(a(cls("button"), href("/kiosk"), _("Start over")))))));
}

Html frame_foot(Call const& call) {
  auto const seconds = std::to_string(kiosk_seconds);
  return footer(
      cls("foot kiosk-foot"),
      div(cls("frame"),
          p(id("kiosk-time"), data("seconds", kiosk_seconds),
            data("words", call.text(_("Starts over in {seconds} seconds, and forgets what you entered."))),
            _("Without a touch for {seconds} seconds this page starts over, and forgets what you entered.").with("seconds", seconds)),
          div(id("kiosk-warning"), role("alert"), hidden(), p(cls("lead"), _("Are you still there? Touch the screen to go on.")))));
}

}  // namespace

Html kiosk_tiles(Call const& call, std::vector<DefinitionPtr> const& services, std::string_view path) {
  return ul(cls("cards tiles"), each(services, [&](DefinitionPtr const& one) {
              auto const to = path.empty() ? "/services/" + one->id + "/report" : std::string{path};
              return li(a(cls("card"), href(to), strong(one->title.in(call.language))));
            }));
}

KioskFrame kiosk_frame(Call const& call, Html const& brand, Html const& language) {
  return {frame_head(call), frame_top(brand, language), frame_foot(call)};
}

}  // namespace cityhall
