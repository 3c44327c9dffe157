#include "services/look/samples.h"

#include <array>

#include "web/svg.h"
#include "web/tags.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::vector<Sample> type_samples(Call const&) {
  return {
      {_("Sizes"), group(p(cls("lead"), _("Tell us in a minute. Follow it until the crew closes it.")),
                         p(_("A paragraph with "), a(href("/styles"), _("a link")), ", ", strong(_("strong words")), " ", kbd("?"), "."),
                         p(cls("soft"), _("Less important.")), p(cls("small"), _("Small.")), p(cls("reference"), "SR-27-000123"))},
      {_("Words of people"), p(cls("quote"), "Two feet wide, right after the crossing.")}};
}

std::vector<Sample> colour_samples(Call const&) {
  auto const patch = [](std::string_view kind) {
    return svg::svg(svg::view_box("0 0 80 10"), cls("share"), aria("hidden", "true"),
                    svg::rect(cls(kind), svg::attr("width", 80.0), svg::attr("height", 10.0), svg::attr("rx", 5.0)));
  };
  return {{_("Done, late, rest"), p(patch("bar"), " ", patch("bar late"), " ", patch("track"))}};
}

std::vector<Sample> card_samples(Call const&) {
  auto const one = [](Message const& title_words, Message const& words) {
    return li(a(cls("card"), href("/styles"), strong(title_words), p(words)));
  };
  return {{_("A grid of them"),
           ul(cls("cards"), one(_("Pothole"), _("A hole in the street")), one(_("Street light"), _("Dark, or on by day")))}};
}

std::vector<Sample> panel_samples(Call const&) { return {{_("As it comes"), div(cls("panel"), p(_("What belongs together.")))}}; }

std::vector<Sample> list_samples(Call const&) {
  return {{_("Links with a second line"), ul(cls("links"), li(a(href("/styles"), "Pothole", span("12 Oak Ridge Road"))),
                                             li(a(href("/styles"), "Street light", span("Elm Street"))))},
          {_("Chips"), ul(cls("chips"), li(a(href("/styles"), _("Open"))), li(a(href("/styles"), _("Fixed"))))}};
}

std::vector<Sample> badge_samples_plain(Call const&) {
  return {{_("Plain, open, good, soon, late"),
           p(span(cls("badge"), _("On hold")), " ", span(cls("badge open"), _("Open")), " ", span(cls("badge good"), _("Fixed")), " ",
             span(cls("badge soon"), _("Today")), " ", span(cls("badge late"), _("Too late")))}};
}

std::vector<Sample> steps_samples(Call const&) {
  return {{_("Two of four done"), ol(cls("steps"), aria("label", _("Step 2 of 4")), li(cls("done")), li(cls("done")), li(), li())}};
}

std::vector<Sample> fold_samples(Call const&) {
  return {{_("Folded"), details(cls("act"), summary(_("Write an internal note")), p(_("What it holds.")))},
          {_("Open"), details(cls("act"), tag::open(), summary(_("Assign")), p(_("What it holds.")))}};
}

std::vector<Sample> sync_samples(Call const&) {
  return {{_("All sent"), p(cls("sync"), span(_("Everything is sent.")))},
          {_("Without signal"), p(cls("sync offline"), span(_("3 things wait for signal.")))}};
}

std::vector<Sample> job_samples(Call const&) {
  return {{_("Urgent, begun, new"), ul(cls("work"), li(cls("job urgent"), p(strong("WO-27-000041")), p(_("Pothole"))),
                                       li(cls("job started"), p(strong("WO-27-000042")), p(_("Street light"))),
                                       li(cls("job"), p(strong("WO-27-000043")), p(_("Fallen tree"))))}};
}

}  // namespace

std::span<Component const> plain_components() {
  static std::array const all{
      Component{".lead .soft .small .reference .quote", _("Type, on one scale."), type_samples},
      Component{".bar .track", _("Shares and progress, always beside their number."), colour_samples},
      Component{".card .cards", _("Ways in."), card_samples},
      Component{".panel", _("A frame around what belongs together."), panel_samples},
      Component{".links .chips", _("Lists that lead on."), list_samples},
      Component{".badge", _("A state in a word; never by color alone."), badge_samples_plain},
      Component{".steps", _("How far along; the words beside it say the same."), steps_samples},
      Component{".act", _("What can be done, folded away until it is wanted."), fold_samples},
      Component{".sync", _("What a tablet has not sent yet."), sync_samples},
      Component{".job", _("A work order in a crew's list."), job_samples},
  };
  return all;
}

}  // namespace cityhall
