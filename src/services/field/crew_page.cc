#include "services/field/crew_page.h"

#include "services/field/words.h"

namespace cityhall {

using namespace web;
using namespace web::tag;

Html sync_strip(Call const& call, std::string_view crew) {
  return group(div(cls("sync"), id("sync"), role("status"), data("words", tablet_words(call)), data("account", call.actor.account.value),
                   data("person", call.actor.name), span(data("connection", ""), _("Connected")), span(data("unsent", ""), hidden()),
                   span(data("crew", ""), crew)),
               div(id("told"), role("alert"), hidden()), section(id("outbox"), aria("label", _("Waiting on this device")), hidden()));
}

Page crew_page(Call const& call, Text title, Html content) {
  return {.title = std::move(title),
          .content = std::move(content),
          .surface = Surface::crew,
          .current = "/field",
          .script = "field.js",
          .head = group(map_script(call), link(rel("manifest"), href("/field/app.webmanifest")),
                        link(rel("apple-touch-icon"), href(call.around.assets.path_of("field-maskable-192.png"))))};
}

MovingMap tablet_map(Call const& call) {
  auto const script = call.around.assets.path_of("map_worker.js");  // in the address: a new script is another one
  return {.worker = "/field/map-worker.js?v=" + std::string{script.substr(script.rfind('/') + 1)}};
}

}  // namespace cityhall
