#include "services/kiosk/handlers.h"

#include "base/text.h"
#include "kernel/accounts/session.h"
#include "kernel/addresses.h"
#include "kernel/cases/number.h"
#include "kernel/cases/public_case.h"
#include "kernel/definitions/offered.h"
#include "kernel/definitions/topics.h"
#include "kernel/search/search.h"
#include "services/kiosk/parts.h"
#include "services/page/kiosk.h"
#include "services/page/page.h"
#include "services/page/parts.h"
#include "web/controls.h"
#include "web/security.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

constexpr std::chrono::hours device_life{24 * 365};
constexpr std::string_view kiosk_channel = "kiosk";
constexpr std::size_t tiles_most_used = 6;
constexpr std::size_t found_most = 9;

std::vector<DefinitionPtr> kiosk_services(Call const& call) {
  return offered_through(*call.city.definitions.get(), kiosk_channel, call.language);
}

Html service_tiles(Call const& call, std::vector<DefinitionPtr> const& services) {
  if (services.empty()) return empty_state(_("There is nothing here yet."), _("Please ask at the counter."));
  return kiosk_tiles(call, services);
}

}  // namespace

Html topic_tiles(Call const& call, std::vector<DefinitionPtr> const& services) {
  auto const tile = [&](Topic const& topic) {
    if (in_group(services, topic.id).empty()) return nothing();
    return li(a(cls("card"), href(with_query("/kiosk/services", {{"group", topic.id}})), strong(topic.title.in(call.language)),
                p(topic.about.in(call.language))));
  };
  return ul(cls("cards tiles"), each(shipped_groups(), tile));
}

namespace {

/// A field with its button beside it.
Html asking(Url const& action, Control control, Message const& button_words) {
  control.required = true;
  control.attributes.push_back(autocomplete("off"));
  return get_form(action, div(cls("asking"), input_field(control), submit(button_words)));
}

Html find_form(std::string const& words) {
  return asking("/kiosk/services", {.name = "q", .label = _("Describe the problem, or what you need"), .value = words, .type = "search"},
                _("Find"));
}

}  // namespace

Html number_form(Entered const& entered) {
  return asking("/kiosk/request",
                {.name = "number",
                 .label = _("Number of your request"),
                 .hint = group(_("For example SR-27-000123, or just the digits.")),
                 .entered = &entered},
                _("How does it stand?"));
}

namespace {

Html start_content(Call const& call, Entered const& entered) {
  auto const services = kiosk_services(call);
  auto const used = most_used(services, figures(call.view(), call.now), tiles_most_used);
  auto const ask = section(h2(_("You reported something already?")), number_form(entered));
  auto const find = group(section(h2(_("Something else")), find_form({})), section(h2(_("By topic")), topic_tiles(call, services)));
  return group(h1(_("What can we do for you?")), entered.errors.empty() ? nothing() : ask, p(cls("lead"), _("Touch what it is about.")),
               service_tiles(call, used), find, entered.errors.empty() ? ask : nothing());
}

/// The number of a public request that somebody may mean; nothing when there is none.
std::string public_number(Call const& call, std::string_view typed) {
  for (auto const& number : numbers_meant(*call.city.definitions.get(), typed))
    if (auto const id = case_id_by_number(call.view(), number); id && is_public_case(call.view(), *id)) return number;
  return {};
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
  return new_sitting(call, page(call, {.title = _("Kiosk"), .content = start_content(call, {})}));
}

Response show_kiosk_services(Call& call) {
  if (kiosk_sitting(call.request).empty()) return no_kiosk_page(call);
  auto const words = shorten(trim(call.request.query.get("q")), 80);
  auto const* topic = find_topic(shipped_groups(), call.request.query.get("group"));
  std::vector<DefinitionPtr> services;
  if (topic != nullptr) services = in_group(kiosk_services(call), topic->id);
  else
    for (auto const& hit : find_services(call.city, words, found_most))
      if (hit.definition->offers(kiosk_channel)) services.push_back(hit.definition);
  auto const heading =
      topic != nullptr ? h1(topic->title.in(call.language)) : h1(sentence(_("Services for “{words}”"), {{"words", group(words)}}));
  auto const content =
      group(a(cls("back"), href("/kiosk"), _("Back")), heading, topic != nullptr ? nothing() : find_form(words),
            services.empty() ? empty_state(_("We found no service for these words."), _("Try another word, or ask at the counter."))
                             : service_tiles(call, services));
  return page(call, {.title = _("Services"), .content = content});
}

Response show_kiosk_request(Call& call) {
  if (kiosk_sitting(call.request).empty()) return no_kiosk_page(call);
  auto const typed = shorten(trim(call.request.query.get("number")), 40);
  if (auto const number = public_number(call, typed); !number.empty()) return see_other(public_address(number));
  Entered const entered{
      .values = call.request.query,
      .errors = {{"number", "number.unknown", _("We have no public request with this number. Please check it, or ask at the counter.")}}};
  return page(call, {.title = _("Kiosk"), .content = start_content(call, entered)}, 404);
}

Response show_kiosk_sent(Call& call) {
  auto const number = shorten(call.request.query.get("number"), 40);
  bool const is_one = case_id_by_number(call.view(), number).has_value();  // other words are not shown as ours
  auto const content = div(cls("read"), h1(_("Thank you. We have it.")),
                           is_one ? group(p(_("Your number:")), p(cls("reference"), number)) : nothing(),
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
  auto const content =
      div(cls("read"), h1(_("Kiosk")),
          p(cls("lead"),
            _("A kiosk offers the services that name the channel “kiosk”. It starts over when nobody touches it, and forgets everything.")),
          p(_("You are signed out on this device. To end the kiosk later, sign in and come back to this page.")), is_kiosk ? end : start);
  return page(call, {.title = _("Kiosk"), .content = content, .surface = Surface::staff});
}

Response start_kiosk(Call& call) {
  auto unit = call.unit();
  close_session(unit, call.session_token_hash);
  return new_sitting(call, see_other("/kiosk"));
}

Response end_kiosk(Call& call) {
  auto response = see_other("/work");
  clear_cookie(response, call.request, "kiosk");
  return response;
}

}  // namespace cityhall
