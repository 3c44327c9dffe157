#include "services/issues/satisfaction_page.h"

#include <fmt/format.h>

#include "kernel/addresses.h"
#include "kernel/cases/rating.h"
#include "kernel/definitions/definition_set.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

constexpr std::size_t comments_shown = 20;

int days_of(Call const& call) {
  auto const days = parse_id(call.request.query.get("days"));
  return days == 30 || days == 365 ? static_cast<int>(days) : 90;
}

std::string title_in(Call const& call, std::string const& service) {
  auto const definition = call.city.definitions.get()->find(service);
  return definition ? std::string{definition->title.in(call.language)} : service;
}

std::size_t satisfied(Satisfaction const& row) { return row.scores[3] + row.scores[4]; }

/// How many are satisfied, as a bar; the number stands beside it.
Html share_bar(Satisfaction const& row) {
  auto const percent = row.count() == 0 ? 0 : static_cast<int>(satisfied(row) * 100 / row.count());
  return group(svg::svg(svg::view_box("0 0 80 10"), cls("share"), aria("hidden", "true"),
                        svg::rect(cls("track"), svg::attr("width", 80.0), svg::attr("height", 10.0), svg::attr("rx", 5.0)),
                        svg::rect(cls(percent < 60 ? "bar late" : "bar"), svg::attr("width", percent * 0.8), svg::attr("height", 10.0),
                                  svg::attr("rx", 5.0))),
               " ", percent, "%");
}

Html row_of(Html const& name, Satisfaction const& row) {
  return tr(th(scope("row"), name), td(cls("number"), row.count()), td(cls("number"), fmt::format("{:.1f}", row.mean())),
            td(share_bar(row)), each(row.scores, [](std::size_t count) { return td(cls("number"), count); }));
}

Html figures_table(Call const& call, std::vector<Satisfaction> const& rows) {
  Satisfaction all;
  for (auto const& row : rows)
    for (std::size_t i = 0; i < row.scores.size(); ++i) all.scores[i] += row.scores[i];
  auto const head =
      tr(th(scope("col"), _("Service")), th(scope("col"), cls("number"), _("Answers")), th(scope("col"), cls("number"), _("Mean")),
         th(scope("col"), _("Good or very good")), th(scope("col"), cls("number"), "1"), th(scope("col"), cls("number"), "2"),
         th(scope("col"), cls("number"), "3"), th(scope("col"), cls("number"), "4"), th(scope("col"), cls("number"), "5"));
  auto const body = group(each(rows, [&](Satisfaction const& row) { return row_of(group(title_in(call, row.service)), row); }),
                          row_of(strong(_("All together")), all));
  return div(cls("scroll"), tabindex(0), role("region"), aria("label", _("Answers by service")),
             table(caption(_("1 is very bad, 5 is very good")), thead(head), tbody(body)));
}

Html comment_item(Call const& call, RatedCase const& rated) {
  return li(strong(rated.rating.score, "/5"), " ", a(href(desk_address(rated.number)), rated.number), " · ",
            title_in(call, rated.service), " · ", how_long(call.now, rated.rating.at), p(cls("quote"), rated.rating.comment));
}

Html days_link(int days, int current, Message const& words) {
  return li(a(href("/desk/satisfaction?days=" + std::to_string(days)), days == current ? aria("current", "true") : none(), words));
}

}  // namespace

Response show_satisfaction(Call& call) {
  auto const days = days_of(call);
  auto const rows = satisfaction(call.view(), call.now - std::chrono::hours{24 * days}, call.now + std::chrono::seconds{1});
  auto const comments = latest_comments(call.view(), comments_shown);
  auto const times =
      ul(cls("menu"), days_link(30, days, _("30 days")), days_link(90, days, _("90 days")), days_link(365, days, _("A year")));
  auto const content = group(
      h1(_("Satisfaction")), nav(aria("label", _("Time")), times),
      rows.empty() ? empty_state(_("Nobody has answered in this time."), _("Every closed request asks its reporter one question."))
                   : figures_table(call, rows),
      comments.empty() ? nothing()
                       : section(h2(_("What people wrote")),
                                 ul(cls("timeline"), each(comments, [&](RatedCase const& rated) { return comment_item(call, rated); }))));
  return page(call, {.title = _("Satisfaction"), .content = content, .surface = Surface::staff, .current = "/desk/satisfaction"});
}

}  // namespace cityhall
