#include "services/desk/day_chart.h"

#include <algorithm>

#include "services/page/dates.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

constexpr double day_width = 20;
constexpr double bar_width = 8;
constexpr double chart_height = 160;

std::size_t highest(std::vector<DayFigures> const& days) {
  std::size_t most = 1;
  for (auto const& day : days) most = std::max({most, day.opened, day.closed});
  return most;
}

struct Bar {
  std::string_view kind;
  double left;
  double height;
};

Html bar(Bar const& shape) {
  return svg::rect(cls(shape.kind), svg::attr("x", shape.left), svg::attr("y", chart_height - shape.height), svg::attr("width", bar_width),
                   svg::attr("height", shape.height));
}

Html day_bars(DayFigures const& day, double left, double scale) {
  return group(bar({"opened", left + 1, static_cast<double>(day.opened) * scale}),
               bar({"closed", left + 1 + bar_width, static_cast<double>(day.closed) * scale}));
}

Html bars(std::vector<DayFigures> const& days) {
  auto const scale = chart_height / static_cast<double>(highest(days));
  Html all;
  double left = 0;
  for (auto const& day : days) {
    all += day_bars(day, left, scale);
    left += day_width;
  }
  return all;
}

Html day_row(Call const& call, DayFigures const& day) {
  return tr(th(scope("row"), short_date(day.day, call.language)), td(cls("number"), day.opened), td(cls("number"), day.closed));
}

Html numbers(Call const& call, std::vector<DayFigures> const& days) {
  return details(summary(_("The same as a table")), table(caption(cls("visually-hidden"), _("Opened and closed requests of each day")),
                                                          thead(tr(th(scope("col"), _("Day")), th(scope("col"), cls("number"), _("Opened")),
                                                                   th(scope("col"), cls("number"), _("Closed")))),
                                                          tbody(each(days, [&](DayFigures const& day) { return day_row(call, day); }))));
}

}  // namespace

Html day_chart(Call const& call, std::vector<DayFigures> const& days) {
  if (days.empty()) return nothing();
  auto const box = "0 0 " + std::to_string(static_cast<int>(day_width) * static_cast<int>(days.size())) + " " +
                   std::to_string(static_cast<int>(chart_height));
  auto const picture = svg::svg(cls("day-chart"), svg::view_box(box), svg::attr("preserveAspectRatio", "none"), role("img"),
                                aria("label", _("Opened and closed requests of each day; the table below has the numbers")), bars(days));
  auto const legend_line = p(cls("chart-legend"), span(cls("opened"), _("Opened")), span(cls("closed"), _("Closed")),
                             span(cls("soft"), sentence(_("highest bar: {count}"), {{"count", group(highest(days))}})));
  auto const ends =
      p(cls("chart-ends soft small"), span(short_date(days.front().day, call.language)), span(short_date(days.back().day, call.language)));
  return figure(legend_line, picture, ends, numbers(call, days));
}

}  // namespace cityhall
