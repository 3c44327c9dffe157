#include "services/desk/overview_page.h"

#include <algorithm>
#include <cmath>

#include "kernel/definitions/definition_set.h"
#include "kernel/directory/directory.h"
#include "services/desk/day_chart.h"
#include "services/desk/inbox_page.h"
#include "services/desk/words.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html figure_item(std::size_t number, Message const& words, std::string const& path = {}) {
  return li(strong(number), path.empty() ? span(words) : a(href(path), words));
}

Html now_list(OverviewView const& view) {
  QueueCount all;
  for (auto const& queue : view.queues) {
    all.open += queue.open;
    all.overdue += queue.overdue;
    all.unassigned += queue.unassigned;
  }
  DayFigures lately;
  for (auto const& day : view.days) {
    lately.opened += day.opened;
    lately.closed += day.closed;
  }
  return ul(cls("figures"), figure_item(all.open, _("open"), "/desk"),
            figure_item(all.overdue, _("overdue"), inbox_path({.due = DueFilter::overdue})),
            figure_item(all.unassigned, _("with nobody's name on them")), figure_item(lately.opened, _("opened in 30 days")),
            figure_item(lately.closed, _("closed in 30 days")));
}

/// "3 hours", "2 days": half of the closed ones took no longer.
Html span_words(std::optional<double> hours) {
  if (!hours) return span(cls("soft"), "–");
  auto const rounded = std::lround(*hours);
  if (rounded < 1) return group(_("under an hour"));
  return rounded < 48 ? group(_n("{count} hour", "{count} hours", rounded)) : group(_n("{count} day", "{count} days", rounded / 24));
}

Html on_time_words(ServiceFigures const& counted) {
  if (counted.promised == 0) return span(cls("soft"), "–");
  auto const percent = 100 * counted.on_time / counted.promised;
  return group(percent, "%");
}

Html service_row(Call const& call, ServiceRow const& row) {
  auto const definition = call.city.definitions.get()->find(row.service);
  auto const title = definition ? std::string{definition->title.in(call.language)} : row.service;
  auto const overdue = row.load.overdue > 0 ? span(cls("badge late"), row.load.overdue) : group(row.load.overdue);
  return tr(th(scope("row"), a(href(inbox_path({.service = row.service})), title)), td(cls("number"), row.load.open),
            td(cls("number"), overdue), td(cls("number"), row.lately.opened), td(cls("number"), row.lately.closed),
            td(cls("number"), span_words(row.lately.median_hours)), td(cls("number"), on_time_words(row.lately)));
}

Html head(std::vector<Message> const& columns) {
  bool first = true;
  return thead(tr(each(
      columns, [&](Message const& column) { return th(scope("col"), std::exchange(first, false) ? none() : cls("number"), column); })));
}

Html framed(Message const& table_name, Html const& content) {
  return div(cls("scroll"), tabindex(0), role("region"), aria("label", table_name),
             table(caption(cls("visually-hidden"), table_name), content));
}

Html services_section(Call const& call, OverviewView const& view) {
  if (view.services.empty()) return empty_state(_("Nothing was reported yet."), _("The figures begin with the first request."));
  auto const rows = each(view.services, [&](ServiceRow const& row) { return service_row(call, row); });
  return section(h2(_("Services")),
                 p(cls("hint"), _("Open and overdue: now. The rest: the last 30 days. On time: closed before the promised time.")),
                 framed(_("Services"),
                        group(head({_("Service"), _("Open"), _("Overdue"), _("Opened"), _("Closed"), _("Half took at most"), _("On time")}),
                              tbody(rows))));
}

Html load_meter(std::size_t part, std::size_t most) {
  return element("meter", {aria("hidden", "true"), min("0"), max(std::max<std::size_t>(most, 1)), value(part)});
}

Html queues_section(Call const& call, OverviewView const& view) {
  std::size_t most = 1;
  for (auto const& queue : view.queues) most = std::max(most, queue.open);
  auto const directory = call.city.directory.get();
  auto const row = [&](QueueCount const& queue) {
    auto const overdue = queue.overdue > 0 ? span(cls("badge late"), queue.overdue) : group(queue.overdue);
    auto const title = directory->title_of(queue.queue, call.language);
    // Without a queue: it lies with another body. No address of the inbox asks for that alone.
    return tr(th(scope("row"), queue.queue.empty() ? group(_("No queue")) : a(href(inbox_path({.queue = queue.queue})), title)),
              td(cls("number"), load_meter(queue.open, most), " ", queue.open), td(cls("number"), overdue),
              td(cls("number"), queue.unassigned));
  };
  return section(h2(_("Queues")),
                 framed(_("Queues"), group(head({_("Queue"), _("Open"), _("Overdue"), _("Unassigned")}), tbody(each(view.queues, row)))));
}

Html channels_section(OverviewView const& view) {
  std::size_t all = 0;
  for (auto const& count : view.channels) all += count.opened;
  auto const row = [&](ChannelCount const& count) {
    return tr(th(scope("row"), channel_words(count.channel)), td(cls("number"), load_meter(count.opened, all), " ", count.opened),
              td(cls("number"), 100 * count.opened / std::max<std::size_t>(all, 1), "%"));
  };
  return section(h2(_("How they came in")),
                 framed(_("How they came in"), group(head({_("Channel"), _("Opened"), _("Share")}), tbody(each(view.channels, row)))));
}

}  // namespace

Response overview_page(Call const& call, OverviewView const& view) {
  auto const content = group(h1(_("Overview")), now_list(view), section(h2(_("The last 30 days")), day_chart(call, view.days)),
                             services_section(call, view), div(cls("split"), queues_section(call, view), channels_section(view)));
  return page(call, {.title = _("Overview"), .content = content, .surface = Surface::staff, .current = "/desk/overview"});
}

}  // namespace cityhall
