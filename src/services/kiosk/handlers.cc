#include "services/kiosk/handlers.h"

#include <algorithm>

#include "kernel/definitions/definition_set.h"
#include "services/page/kiosk.h"
#include "services/page/page.h"
#include "services/page/parts.h"
#include "web/security.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

constexpr std::chrono::hours device_life{24 * 365};

std::vector<DefinitionPtr> kiosk_services(Call const& call) {
  std::vector<DefinitionPtr> found;
  auto const definitions = call.city.definitions.get();
  for (auto const& definition : definitions->current())
    if (definition->offers("kiosk")) found.push_back(definition);
  std::sort(found.begin(), found.end(),
            [&](DefinitionPtr const& a, DefinitionPtr const& b) { return a->title.in(call.language) < b->title.in(call.language); });
  return found;
}

/// Whoever was here before is gone: a new sitting, no session, nothing that the browser kept.
Response new_sitting(Call const& call, Response response) {
  set_cookie(response, call.request, {"kiosk", call.city.random().token(), device_life});
  clear_cookie(response, call.request, "session");
  response.headers.set("Clear-Site-Data", "\"cache\", \"storage\"");
  no_store(response);
  return response;
}

Response no_kiosk_page(Call const& call) {
  auto const content = div(cls("read"), h1(_("This device is no kiosk")), p(cls("lead"), _("Staff make it one on the page of the setup.")),
                           div(cls("actions"), a(cls("button"), href("/"), _("Go to the start page")),
                               a(cls("button quiet"), href("/kiosk/setup"), _("Setup for staff"))));
  return page(call, {.title = _("Kiosk"), .content = content});
}

}  // namespace

Response show_kiosk(Call& call) {
  if (kiosk_sitting(call.request).empty()) return no_kiosk_page(call);
  auto const tile = [&](DefinitionPtr const& definition) {
    return li(a(cls("card"), href("/services/" + definition->id + "/report"), strong(definition->title.in(call.language))));
  };
  auto const services = kiosk_services(call);
  auto const list = services.empty() ? empty_state(_("There is nothing here yet."), _("Please ask at the counter."))
                                     : ul(cls("cards tiles"), each(services, tile));
  auto const content = group(h1(_("What can we do for you?")), p(cls("lead"), _("Touch what it is about.")), list);
  return new_sitting(call, page(call, {.title = _("Kiosk"), .content = content}));
}

Response show_kiosk_sent(Call& call) {
  auto const number = std::string{call.request.query.get("number")};
  auto const content = div(cls("read"), h1(_("Thank you. We have it.")), p(_("Your number:")), p(cls("reference"), number),
                           p(cls("lead"), _("Write it down, or take a picture of it. Who left an e-mail address gets it by mail.")),
                           div(cls("actions"), a(cls("button large"), href("/kiosk"), _("Done"))));
  auto response = page(call, {.title = _("Thank you"), .content = content});
  no_store(response);
  return response;
}

Response show_kiosk_setup(Call& call) {
  bool const is_kiosk = !kiosk_sitting(call.request).empty();
  auto const start = post_form({.action = "/kiosk/setup", .csrf_token = call.csrf_token}, submit(_("Make this device a kiosk")));
  auto const end = post_form({.action = "/kiosk/end", .csrf_token = call.csrf_token}, submit(_("End the kiosk on this device")));
  auto const content = div(
      cls("read"), h1(_("Kiosk")),
      p(cls("lead"),
        _("A kiosk offers the services that name the channel “kiosk”. It starts over when nobody touches it, and forgets everything.")),
      p(_("You are signed out on this device. To end the kiosk later, sign in and come back to this page.")), is_kiosk ? end : start);
  return page(call, {.title = _("Kiosk"), .content = content, .surface = Surface::staff});
}

Response start_kiosk(Call& call) { return new_sitting(call, see_other("/kiosk")); }

Response end_kiosk(Call& call) {
  auto response = see_other("/work");
  clear_cookie(response, call.request, "kiosk");
  return response;
}

}  // namespace cityhall
