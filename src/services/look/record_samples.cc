#include "services/look/samples.h"

#include <array>

#include "kernel/cases/public_case.h"
#include "kernel/definitions/definition_set.h"
#include "services/page/article.h"
#include "services/page/asset_parts.h"
#include "services/page/map_picture.h"
#include "services/page/parcel_line.h"
#include "services/page/parts.h"
#include "web/tags.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;
using std::chrono::hours;

Html none_yet() { return p(cls("soft"), _("The city has nothing yet to show it with.")); }

std::vector<Sample> badge_samples(Call const& call) {
  auto const definitions = call.city.definitions.get();
  if (definitions->current().empty()) return {{_("As it comes"), none_yet()}};
  Case open;
  open.definition = definitions->current().front();
  open.state = open.definition->workflow.start;
  auto closed = open;
  closed.status = CaseStatus::closed;
  closed.outcome = "fixed";
  return {{_("Open"), state_badge(open, call.language)}, {_("Closed"), state_badge(closed, call.language)}};
}

std::vector<Sample> timeline_samples(Call const& call) {
  std::vector<Step> const steps{
      {.kind = StepKind::opened, .event = "case.opened", .at = call.now - hours{50}},
      {.kind = StepKind::task_moved, .event = "task.moved", .at = call.now - hours{6}, .to = "en_route"},
      {.kind = StepKind::noted, .event = "case.noted", .at = call.now - hours{4}, .by = "Ana Ruiz", .text = "Needs hot mix."},
      {.kind = StepKind::closed, .event = "case.closed", .at = call.now - hours{1}, .text = "The hole is filled.", .outcome = "fixed"}};
  return {{_("For the reporter"), timeline_list(call, {steps[0], steps[1], steps[3]}, Audience::reporter)},
          {_("For staff: with names and notes"), timeline_list(call, steps, Audience::staff)}};
}

/// A photo that everybody may see already.
std::vector<Sample> photo_samples(Call const& call) {
  for (auto const& report : recent_cases(call.view(), 60))
    if (!report.files.empty())
      return {{_("Leads to the large one"), div(cls("photo"), photo(call, report.files.back(), _("The finished work")))}};
  return {{_("As it comes"), none_yet()}};
}

std::optional<MapPicture> sample_map(Call const& call) {
  auto const view = city_view(*call.city.settings.get(), 480, 300, Fit::fill);
  if (!view) return std::nullopt;
  return MapPicture{.view = *view,
                    .marks = {{.point = view->middle, .kind = "open"},
                              {.point = from_picture(*view, {120, 90}), .kind = "fixed"},
                              {.point = from_picture(*view, {330, 210}), .kind = "here"}},
                    .words = _("A map of the city with three marks")};
}

std::vector<Sample> map_samples(Call const& call) {
  auto const shown = sample_map(call);
  return {{_("Open, fixed, here"), shown ? map_picture(call, *shown) : none_yet()}};
}

std::vector<Sample> opening_map_samples(Call const& call) {
  auto const shown = sample_map(call);
  return {{_("With a script: a button opens the moving map"), shown ? map_that_opens(call, *shown, {}) : none_yet()}};
}

std::vector<Sample> place_map_samples(Call const& call) {
  auto const shown = sample_map(call);
  if (!shown) return {{_("As it comes"), none_yet()}};
  Place place;
  place.address = "12 Oak Ridge Road";
  place.point = shown->view.middle;
  return {{_("As it comes"), place_map(call, place)}};
}

std::vector<Sample> map_script_samples(Call const&) {
  return {{_("Nothing to see: it gives the maps of a page their button"), none_yet()}};
}

std::vector<Sample> article_samples(Call const& call) {
  ArticleText const text{.body =
                             "### Leaf collection\n\nPut leaves in **paper bags** at the curb.\n\n- Monday: east of the river\n"
                             "- Tuesday: west of it\n\nCall {phone} with questions."};
  return {{_("Markdown, made safe"), article_body(call, text)}};
}

cityhall::Asset lamp() {
  cityhall::Asset lamp;
  lamp.external_id = "L-1042";
  lamp.kind = "street light";
  lamp.installed = "1998";
  lamp.condition = "good";
  return lamp;
}

std::vector<Sample> asset_title_samples(Call const&) { return {{_("As it comes"), asset_title(lamp())}}; }

std::vector<Sample> parcel_line_samples(Call const&) {
  Parcel const parcel{.number = "49-07-031", .address = "12 Oak Ridge Road", .land_use = "house"};
  return {{_("As it comes"), p(parcel_line(parcel, {}))}};
}

std::vector<Sample> assets_on_site_samples(Call const&) {
  return {{_("As it comes"), assets_on_site({.linked = {lamp()}, .near = {{lamp(), 6}}, .any = true})}};
}

}  // namespace

std::span<Component const> record_components() {
  static std::array const all{
      Component{"state_badge", _("The state of a request in the service's own words."), badge_samples},
      Component{"timeline_list", _("What happened, oldest first."), timeline_samples},
      Component{"photo", _("A photo in its frame."), photo_samples},
      Component{"map_picture", _("The map as a picture, drawn here; it needs no script and no other host."), map_samples},
      Component{"map_that_opens", _("The same, for pages where people want to look around."), opening_map_samples},
      Component{"place_map", _("Where one thing is."), place_map_samples},
      Component{"map_script", _("What a page with a map that opens has in its head."), map_script_samples},
      Component{"article_body", _("An answer of the knowledge base."), article_samples},
      Component{"asset_title", _("A thing that the city maintains, as a link."), asset_title_samples},
      Component{"parcel_line", _("A parcel of land, for staff: its number leads to all requests there."), parcel_line_samples},
      Component{"assets_on_site", _("What a request is about and what else is near, for crews."), assets_on_site_samples},
  };
  return all;
}

}  // namespace cityhall
