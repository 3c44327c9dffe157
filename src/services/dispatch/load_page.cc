#include "services/dispatch/load_page.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "kernel/cases/inbox.h"
#include "services/dispatch/board_page.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

/// A line of the chart: what is open, and how much of it is overdue.
struct LoadLine {
  std::string title{};
  std::string path{};
  std::size_t open = 0;
  std::size_t overdue = 0;
  std::vector<Html> further{};  // further cells of the table
};

constexpr int line_height = 26;
constexpr int bars_left = 240;
constexpr int bars_width = 440;
constexpr std::size_t chart_lines_most = 20;

Html chart_line(LoadLine const& line, std::size_t index, double scale) {
  auto const top = static_cast<double>(index) * line_height;
  auto const open = static_cast<double>(line.open) * scale;
  auto const late = static_cast<double>(line.overdue) * scale;
  return group(
      svg::text(cls("chart-name"), svg::attr("x", bars_left - 8), svg::attr("y", top + 17), svg::attr("text-anchor", "end"), line.title),
      svg::rect(cls("bar calm"), svg::attr("x", bars_left), svg::attr("y", top + 4), svg::attr("width", open), svg::attr("height", 16)),
      svg::rect(cls("bar late"), svg::attr("x", bars_left), svg::attr("y", top + 4), svg::attr("width", late), svg::attr("height", 16)),
      svg::text(cls("chart-name"), svg::attr("x", bars_left + open + 6), svg::attr("y", top + 17),
                line.overdue > 0 ? fmt::format("{} / {}", line.open, line.overdue) : std::to_string(line.open)));
}

Html load_chart(Message const& described, std::vector<LoadLine> const& lines) {
  auto const shown = std::min(lines.size(), chart_lines_most);
  std::size_t most = 1;
  for (auto const& line : lines) most = std::max(most, line.open);
  Html bars;
  for (std::size_t i = 0; i < shown; ++i) bars += chart_line(lines[i], i, static_cast<double>(bars_width) / static_cast<double>(most));
  auto const box = fmt::format("0 0 {} {}", bars_left + bars_width + 80, shown * line_height);
  return figure(cls("load-chart"), tabindex(0), p(cls("chart-legend"), span(cls("opened"), _("Open")), span(cls("overdue"), _("Overdue"))),
                svg::svg(svg::view_box(box), role("img"), aria("label", described), bars));
}

Html load_table(Message const& title, std::vector<Message> const& columns, std::vector<LoadLine> const& lines) {
  bool first = true;
  auto const head =
      each(columns, [&](Message const& column) { return th(scope("col"), std::exchange(first, false) ? none() : cls("number"), column); });
  auto const row = [](LoadLine const& line) {
    return tr(th(scope("row"), a(href(line.path), line.title)), td(cls("number"), line.open),
              td(cls("number"), line.overdue > 0 ? span(cls("badge late"), line.overdue) : group(line.overdue)), line.further);
  };
  return div(cls("scroll"), tabindex(0), role("region"), aria("label", title),
             table(caption(cls("visually-hidden"), title), thead(tr(head)), tbody(each(lines, row))));
}

void most_first(std::vector<LoadLine>& lines) {
  std::stable_sort(lines.begin(), lines.end(), [](LoadLine const& a, LoadLine const& b) {
    return std::pair{a.overdue, a.open} > std::pair{b.overdue, b.open};
  });
}

/// Minutes planned today, by crew.
std::map<CrewId, int> planned_today(Call const& call, TimeZone const& zone) {
  std::map<CrewId, int> minutes;
  auto const today = zone.date_of(call.now);
  for (auto const& task : planned_work(call.view(), zone.midnight(today), zone.midnight(day_after(today))))
    minutes[task.crew] += task.planned_minutes;
  return minutes;
}

std::vector<LoadLine> crew_lines(Call const& call) {
  auto const zone = call.city.zone();
  auto const minutes = planned_today(call, zone);
  auto const directory = call.city.directory.get();
  std::vector<LoadLine> lines;
  for (auto const& load : crew_loads(call.view(), call.now, zone.midnight(zone.date_of(call.now)))) {
    auto const* crew = directory->crew(load.crew);
    if (crew == nullptr) continue;
    auto const planned = minutes.find(load.crew);
    auto const shift = shift_of(call.view(), load.crew).minutes();
    auto const today = planned == minutes.end() ? 0 : planned->second;
    lines.push_back({.title = crew->name,
                     .path = "/desk/board/crews/" + to_text(load.crew),
                     .open = load.open,
                     .overdue = load.overdue,
                     .further = {td(cls("number"), load.unplanned), td(cls("number"), load_words(today, shift)),
                                 td(cls("number"), load.oldest ? group(how_long(call.now, *load.oldest)) : nothing())}});
  }
  most_first(lines);
  return lines;
}

std::vector<LoadLine> queue_lines(Call const& call) {
  auto const directory = call.city.directory.get();
  std::vector<LoadLine> lines;
  for (auto const& count : queue_counts(call.view(), call.now))
    if (!count.queue.empty())
      lines.push_back({.title = directory->title_of(count.queue, call.language),
                       .path = with_query("/desk", {{"queue", count.queue}}),
                       .open = count.open,
                       .overdue = count.overdue,
                       .further = {td(cls("number"), count.unassigned)}});
  most_first(lines);
  return lines;
}

Html load_section(Message const& title, Html const& chart, Html const& table) { return section(h2(title), chart, table); }

}  // namespace

Response show_load(Call& call) {
  auto const crews = crew_lines(call);
  auto const queues = queue_lines(call);
  auto const content = group(
      board_back("/desk/board"), h1(_("Load and overdue")),
      load_section(_("Crews"), load_chart(_("Open and overdue work orders of each crew; the table below has the numbers"), crews),
                   load_table(_("Crews"), {_("Crew"), _("Open"), _("Overdue"), _("Not planned"), _("Planned today"), _("Oldest")}, crews)),
      load_section(_("Queues"), load_chart(_("Open and overdue requests of each queue; the table below has the numbers"), queues),
                   load_table(_("Queues"), {_("Queue"), _("Open"), _("Overdue"), _("Unassigned")}, queues)));
  auto const styles = link(rel("stylesheet"), href(call.around.assets.path_of("board.css")));
  return page(call,
              {.title = _("Load and overdue"), .content = content, .surface = Surface::staff, .current = "/desk/load", .head = styles});
}

}  // namespace cityhall
