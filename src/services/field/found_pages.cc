#include "services/field/found_pages.h"

#include "kernel/addresses.h"
#include "services/field/crew_page.h"
#include "services/field/found.h"
#include "services/page/parts.h"
#include "services/page/questions.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

/// What was chosen before goes along: the place of the work order from which somebody came.
std::string form_path(Call const& call, Definition const& definition) {
  return with_query("/field/found/" + definition.id, {{"place", call.request.query.get("place")}});
}

Html reported_note(FoundListView const& view) {
  if (view.number.empty()) return nothing();
  auto const order = view.task ? group(" ", a(href(tablet_address(view.task)), _("Open the work order"))) : nothing();
  return note("good", p(sentence(_("Reported as {number}."), {{"number", span(cls("reference"), view.number)}}), order));
}

Html place_part(Call const& call, FoundFormView const& view) {
  auto const given = std::string{call.request.query.get("place")};
  auto const shown = city_view(*call.city.settings.get(), 640, 360, Fit::fill);
  auto moving = tablet_map(call);
  moving.pick = "place";
  return group(input_field({.name = "place",
                            .label = _("Where is it?"),
                            .hint = group(_("An address, or the point from the button or the map.")),
                            .entered = &view.entered,
                            .value = given,
                            .attributes = {autocomplete("off")}}),
               hidden_field("place.lat", view.entered.value("place.lat")), hidden_field("place.long", view.entered.value("place.long")),
               hidden_field("place.named", view.entered.value("place.named")), hidden_field("place.device", ""),
               p(button(type("button"), cls("quiet"), data("position", ""), data("soon", ""), hidden(), _("Use my position")),
                 span(cls("soft small"), data("positioned", ""), role("status"))),
               shown ? map_that_opens(call, {.view = *shown, .words = _("A map of the town")}, moving) : nothing());
}

Html questions_part(Call const& call, FoundFormView const& view) {
  return each(view.definition->questions, [&](Question const& question) {
    if (question.is_place() || question.is_upload() || !question.asked_in("web")) return nothing();
    auto shown = question;
    shown.optional = question.optional || question.when;  // the city asks again where it applies
    return question_control(call, shown, view.entered);
  });
}

}  // namespace

Html found_form(Call const& call, FoundFormView const& view) {
  auto const& definition = *view.definition;
  return post_form({.action = "/field/found/" + definition.id, .csrf_token = call.csrf_token, .files = true},
                   hidden_field("id", call.city.random().token()), hidden_field("service", definition.id), place_part(call, view),
                   file_field({.name = "photos",
                               .label = _("Photos"),
                               .entered = &view.entered,
                               .attributes = {accept("image/*"), multiple(), capture("environment")}}),
                   textarea_field({.name = "note", .label = _("What did you find?"), .entered = &view.entered}), questions_part(call, view),
                   checkbox_field({.name = "ours", .label = _("We do it: make it our work order now"), .entered = &view.entered}),
                   div(cls("actions"), button(type("submit"), cls("large"), _("Report it"))));
}

Response found_list_page(Call const& call, FoundListView const& view) {
  auto const line = [&](DefinitionPtr const& service) {
    return li(data("version", found_version(*service)),
              a(cls("button quiet"), href(form_path(call, *service)), std::string{service->title.in(call.language)}));
  };
  auto const list = view.services.empty() ? empty_state(_("No service sends crews."), _("An administrator can publish one."))
                                          : ul(cls("checks"), id("found"), each(view.services, line));
  auto const content = group(sync_strip(call, view.crew_name), a(cls("back"), href("/field"), _("My work")), h1(_("What did you find?")),
                             reported_note(view), list);
  return page(call, crew_page(call, _("What did you find?"), content));
}

Response found_form_page(Call const& call, FoundFormView const& view) {
  auto const title = std::string{view.definition->title.in(call.language)};
  auto const told = view.notice.empty() ? nothing() : div(cls("note bad"), role("alert"), p(view.notice));
  auto const content =
      group(sync_strip(call, view.crew_name), a(cls("back"), href("/field/found"), _("Something else")),
            h1(id("report"), data("title", title), title), told, error_summary(view.entered.errors), found_form(call, view));
  return page(call, crew_page(call, Text{title}, content), view.status);
}

}  // namespace cityhall
