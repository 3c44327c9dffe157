#include "services/issues/alike_pages.h"

#include <cmath>

#include "kernel/definitions/evaluate.h"
#include "services/issues/nearby_parts.h"
#include "services/issues/public_words.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

/// People here think in feet; nearer than that nobody's map is right.
Message how_far(double metres) {
  auto const feet = static_cast<long>(std::lround(metres / 0.3048 / 10)) * 10;
  return feet < 20 ? _("at your place") : _n("about {count} foot away", "about {count} feet away", feet);
}

Html distance(ProbableDuplicate const& found) {
  bool const rounded = found.report.definition->publish.by_block;
  return rounded ? group(_("on your block")) : group(how_far(found.likeness.metres));
}

Html card(Call const& call, StepView const& view, ProbableDuplicate const& found) {
  auto const& report = found.report;
  auto const path = with_query("/reports/" + view.draft.token + "/joining", {{"number", report.number}});
  return li(article(
      cls("panel alike"),
      report.files.empty() ? nothing()
                           : div(cls("photo"), img(signed_file_path(call.city, report.files.front(), PhotoSize::small),
                                                   Alt{_("Photo of this request")}, width(160), height(120), loading("lazy"))),
      div(h2(public_title(call, report), " ", public_badge(call, report)),
          p(report.place.address, report.place.address.empty() ? "" : " · ", distance(found), " · ", how_long(call.now, report.opened_at)),
          report.description.empty() ? nothing() : p(cls("quote"), report.description),
          p(cls("soft small"), _n("{count} person told us", "{count} people told us", static_cast<long>(found.people)), " · ",
            report.number),
          p(a(cls("button"), href(path), _("This is mine too: follow it"), span(cls("visually-hidden"), " ", report.number))))));
}

Html map_of(Call const& call, StepView const& view, std::vector<ProbableDuplicate> const& found) {
  auto const place = place_of(view.draft);
  if (!place.point) return nothing();
  std::vector<PublicCase> reports;
  for (auto const& one : found) reports.push_back(one.report);
  return nearby_map(call, *place.point, reports);
}

}  // namespace

Response alike_page(Call const& call, StepView const& view, std::vector<ProbableDuplicate> const& found) {
  auto const title = _("Is it one of these?");
  auto const content =
      group(h1(title),
            p(cls("lead"),
              _("Others have told us about something near your place. If it is the same, follow it: you count, and you hear when it is "
                "done.")),
            map_of(call, view, found),
            ul(cls("alike-list"), each(found, [&](ProbableDuplicate const& one) { return card(call, view, one); })),
            post_form({.action = view.action, .csrf_token = call.csrf_token},
                      div(cls("actions"), button(type("submit"), cls("quiet large"), _("No, mine is something else")))));
  return step_page(call, view, title, content);
}

Response joining_page(Call const& call, StepView const& view, PublicCase const& report) {
  auto const title = _("Follow this request");
  bool const known = call.actor.kind == ActorKind::resident;
  auto const mail =
      known ? p(_("We mail you at each step, and send the photo of the finished work."))
            : input_field({.name = "email",
                           .label = _("E-mail address"),
                           .hint = group(_("We mail you a link first. Then you hear at each step. Leave it empty if you only want "
                                           "to be counted.")),
                           .entered = &view.entered,
                           .type = "email",
                           .attributes = {autocomplete("email")}});
  auto const form = post_form(
      {.action = view.action, .csrf_token = call.csrf_token}, h1(title),
      p(cls("lead"), public_title(call, report), report.place.address.empty() ? "" : ", ", report.place.address, " (", report.number, ")"),
      hidden_field("number", report.number), mail, div(cls("actions"), button(type("submit"), cls("large"), _("Follow it"))),
      p(cls("soft small"), _("What you wrote and your photos go to the people who work on it. Nobody else sees who you are.")));
  return step_page(call, view, title, form);
}

}  // namespace cityhall
