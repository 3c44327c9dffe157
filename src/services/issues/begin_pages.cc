#include "services/issues/begin_pages.h"

#include "kernel/files/file.h"
#include "services/issues/nearby_parts.h"
#include "services/issues/place_field.h"
#include "services/page/map_picture.h"
#include "services/page/parts.h"
#include "services/page/unfinished.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

/// With a photo there is one page more before the questions; how many those are depends on what it is about.
Html beginning_bar(BeginView const& view) {
  bool const by_photo = !view.beginning.files.empty() || view.action == "/report/photo";
  std::size_t const all = by_photo ? 4 : 3;
  std::size_t const here = view.action.ends_with("/service") ? all - 1 : view.action.ends_with("/place") && by_photo ? 2 : 1;
  Html bars;
  for (std::size_t i = 1; i <= all; ++i) bars += li(cls(i <= here ? "done" : ""));
  auto const then = here + 1 < all ? by_photo && here == 1 ? _("Then: the place, what it is about, a few questions")
                                                           : _("Then: what it is about, a few questions")
                                   : _("Then: a few questions");
  return group(ol(cls("steps"), aria("hidden", "true"), bars), p(cls("soft small"), then));
}

Response begin_step(Call const& call, BeginView const& view, Message const& title, Html const& content) {
  auto const back = view.beginning.token.empty()        ? "/report"
                    : view.action.ends_with("/service") ? "/report/" + view.beginning.token + "/place"
                                                        : std::string{"/report"};
  return page(
      call,
      {.title = title,
       .content = div(cls("read"), a(cls("back"), href(back), _("Back")), beginning_bar(view), error_summary(view.entered.errors), content),
       .script = "report.js",
       .head = map_script(call)},
      view.status);
}

Html way(std::string const& path, Message const& title, Message const& words) {
  return li(a(cls("card"), href(path), strong(title), p(words)));
}

Html photos_of(Call const& call, Beginning const& beginning) {
  if (beginning.files.empty()) return nothing();
  return ul(cls("photos"), each(beginning.files, [&](FileId file) {
              auto const path = signed_file_path(call.city, file, PhotoSize::small);
              return li(img(path, Alt{_("A photo that you added")}, width(160), height(120)));
            }));
}

/// What is in the field before anybody said anything, and why it is there.
Html told_by_photo(Beginning const& beginning) {
  if (!beginning.place.is_null() || beginning.suggested.is_null()) return nothing();
  auto const address = text_of(beginning.suggested, "address");
  auto const near = address.empty() ? group(_("Your photo was taken at the place on the map."))
                                    : sentence(_("Your photo was taken near {address}."), {{"address", group(address)}});
  return div(cls("note"), p(strong(near)),
             p(_("We took this from the photo to save you typing, and remove it from the photo that we keep. Change it if the problem is "
                 "somewhere else.")));
}

Html service_button(Call const& call, Definition const& definition) {
  return li(button(type("submit"), cls("card"), name("service"), value(definition.id), strong(definition.title.in(call.language)),
                   span(definition.description.in(call.language))));
}

Html search_again(BeginView const& view, std::string const& words) {
  return get_form(view.action, role("search"), label(for_id("q"), cls("label"), _("Say it in your own words")),
                  div(cls("search"), element("input", {id("q"), name("q"), type("search"), value(words), autocomplete("off")}),
                      button(type("submit"), cls("large quiet"), _("Find"))));
}

Html services_form(Call const& call, BeginView const& view, ServiceChoice const& choice) {
  if (choice.services.empty())
    return empty_state(_("We found no service for these words."), _("Try another word, look through all services, or call us."));
  return post_form({.action = view.action, .csrf_token = call.csrf_token},
                   ul(cls("cards"), each(choice.services, [&](DefinitionPtr const& one) { return service_button(call, *one); })));
}

Html told_nearby(Call const& call, BeginView const& view, ServiceChoice const& choice) {
  auto const place = view.beginning.where();
  if (choice.nearby.empty() || !place.point) return nothing();
  return section(h2(_("Others have told us about this place")),
                 p(_("If it is one of these, open it and follow it: you hear when it is done.")),
                 nearby_map(call, *place.point, choice.nearby), nearby_list(call, choice.nearby));
}

Html thrown_note(Call const& call) {
  if (call.request.query.get("thrown") != "yes") return nothing();
  return note("good", p(_("What you had entered is thrown away.")));
}

}  // namespace

Response begin_page(Call const& call) {
  auto const content =
      div(cls("read"), unfinished_strip(call), thrown_note(call), h1(_("Report a problem")),
          p(cls("lead"), _("Begin with what you have. It takes a minute.")),
          ul(cls("cards"), way("/report/photo", _("Start with a photo"), _("You are there: take a picture, we ask the rest.")),
             way("/report/place", _("Start with the place"), _("Give an address or press on the map, and see what is known there.")),
             way("/services", _("Start with the service"), _("Look it up by your own words, by topic or from A to Z."))));
  return page(call, {.title = _("Report a problem"),
                     .content = content,
                     .current = "/services",
                     .description = call.text(_("Report a problem to the city with a photo, a place, or in your own words."))});
}

Response begin_photo_page(Call const& call, BeginView const& view) {
  auto const title = _("Take or choose a photo");
  Control control{.name = "photo",
                  .label = _("Photo"),
                  .hint = group(_("Show the problem and a little of what is around it. Up to five photos; faces and number plates are "
                                  "not needed.")),
                  .entered = &view.entered,
                  .required = true,
                  .attributes = {accept("image/jpeg,image/png,image/webp,image/heic,image/heif,image/avif,image/gif"), multiple()}};
  return begin_step(call, view, title,
                    post_form({.action = view.action, .csrf_token = call.csrf_token, .files = true, .css_class = "question"}, h1(title),
                              file_field(control), div(cls("actions"), button(type("submit"), cls("large"), _("Continue")))));
}

Response begin_place_page(Call const& call, BeginView const& view) {
  auto const title = _("Where is it?");
  auto const& known = view.beginning.place.is_null() ? view.beginning.suggested : view.beginning.place;
  Control control{.name = "place",
                  .label = _("Address, crossing or place"),
                  .hint = group(_("For example 219 Main Street, or Main and Oak, or the name of a park.")),
                  .entered = &view.entered,
                  .value = text_of(known.is_object() ? known : Json::object(), "address"),
                  .required = true};
  return begin_step(call, view, title,
                    post_form({.action = view.action, .csrf_token = call.csrf_token, .css_class = "question"}, h1(title),
                              photos_of(call, view.beginning), told_by_photo(view.beginning),
                              place_field(call, {.control = control,
                                                 .known = known,
                                                 .meant = view.meant,
                                                 .points = with_query("/map/requests.geojson", {{"status", "open"}})}),
                              div(cls("actions"), button(type("submit"), cls("large"), _("Continue")))));
}

Response service_choice_page(Call const& call, BeginView const& view, ServiceChoice const& choice) {
  auto const title = _("What is it about?");
  auto const place = view.beginning.where();
  auto const where = p(cls("lead"), place.address.empty() ? call.text(_("The place that you pressed on the map")) : place.address, " ",
                       a(cls("small"), href("/report/" + view.beginning.token + "/place"), _("Change"),
                         span(cls("visually-hidden"), ": ", _("Where is it?"))));
  return begin_step(call, view, title,
                    group(h1(title), where, photos_of(call, view.beginning), search_again(view, choice.words),
                          h2(choice.words.empty() ? _("Or choose one of these") : _("Found services")), services_form(call, view, choice),
                          p(a(href("/services"), _("All services"))), told_nearby(call, view, choice)));
}

}  // namespace cityhall
