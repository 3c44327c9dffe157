#include "services/contact/figures.h"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "kernel/directory/directory.h"
#include "kernel/interactions/contact_figures.h"
#include "services/page/channel_words.h"
#include "services/page/dates.h"
#include "services/page/parts.h"
#include "standards/csv.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

constexpr int span_days = 28;

struct Asked {
  ContactSpan span{};
  std::string from{};  // dates as typed
  std::string to{};
};

Asked asked_span(Call const& call) {
  auto const zone = call.city.zone();
  auto const today = std::chrono::sys_days{zone.date_of(call.now)};
  auto const& query = call.request.query;
  auto const from = parse_date(query.get("from")).value_or(Date{today - std::chrono::days{span_days - 1}});
  auto const to = parse_date(query.get("to")).value_or(Date{today});
  return {.span = {.from = zone.midnight(from),
                   .to = zone.midnight(Date{std::chrono::sys_days{to} + std::chrono::days{1}}),
                   .agent = AccountId{parse_id(query.get("agent"))},
                   .queue = std::string{query.get("queue")}},
          .from = to_iso(from),
          .to = to_iso(to)};
}

std::string minutes(double seconds) {
  auto const whole = static_cast<long>(std::lround(seconds));
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

std::string share(std::size_t part, std::size_t all) {
  return all == 0 ? std::string{"–"} : fmt::format("{:.1f}%", 100.0 * static_cast<double>(part) / static_cast<double>(all));
}

Html figures_row(Html const& name_of, ContactFigures const& figures) {
  return tr(th(scope("row"), name_of), td(cls("number"), figures.contacts), td(cls("number"), figures.handled),
            td(cls("number"), share(figures.settled, figures.handled)), td(cls("number"), minutes(figures.handling_seconds)),
            td(cls("number"), minutes(figures.waiting_seconds)), td(cls("number"), share(figures.repeated, figures.known)),
            td(cls("number"), figures.abandoned));
}

Html figures_table(Message const& title, Html const& rows) {
  return section(
      h2(title),
      div(cls("scroll"), tabindex(0), role("region"), aria("label", title),
          table(caption(cls("visually-hidden"), title),
                thead(tr(th(scope("col"), title), th(scope("col"), cls("number"), _("Contacts")),
                         th(scope("col"), cls("number"), _("By an agent")), th(scope("col"), cls("number"), _("Settled at once")),
                         th(scope("col"), cls("number"), _("Handling")), th(scope("col"), cls("number"), _("Waiting")),
                         th(scope("col"), cls("number"), _("Repeated")), th(scope("col"), cls("number"), _("Gave up")))),
                tbody(rows))));
}

Html half_hours_table(ContactReport const& report) {
  Html head = th(scope("col"), _("From"));
  for (auto const& [channel, figures] : report.by_channel) head += th(scope("col"), cls("number"), channel_words(channel));
  Html rows;
  for (auto const& half : report.half_hours) {
    if (half.all == 0) continue;
    Html cells;
    for (auto const& [channel, figures] : report.by_channel) {
      auto const found = half.contacts.find(channel);
      cells += td(cls("number"), found == half.contacts.end() ? std::size_t{0} : found->second);
    }
    rows += tr(th(scope("row"), half_hour_words(half.index)), cells, td(cls("number"), half.all));
  }
  return section(h2(_("By half hour and channel")),
                 div(cls("scroll"), tabindex(0), role("region"), aria("label", _("By half hour and channel")),
                     table(thead(tr(head, th(scope("col"), cls("number"), _("All")))), tbody(rows))));
}

Html formulas() {
  return section(
      cls("panel"), h2(_("How this is counted")),
      facts({{_("Handling"), group(_("Mean time from taking a contact to its end, over contacts that an agent took and that ended."))},
             {_("Waiting"), group(_("Mean time from the beginning of a contact until an agent took it."))},
             {_("Settled at once"), group(_("Contacts that ended with a result that counts as settled and that the same person did not "
                                            "follow by another one within seven days, divided by all that an agent took and that ended."))},
             {_("Repeated"), group(_("Contacts of a known number, address or person who had contacted us in the seven days before, divided "
                                     "by all contacts of known ones."))},
             {_("Gave up"), group(_("Contacts that ended before an agent answered."))}}));
}

Html span_form(Call const& call, Asked const& asked, std::string_view path) {
  auto const date = [](std::string_view field, Message const& words, std::string const& text) {
    return label(words, element("input", {type("date"), name(field), value(text)}));
  };
  Html queues = element("option", {value(""), _("All")});
  auto const directory = call.city.directory.get();
  for (auto const& queue : directory->queues())
    queues += element("option", {value(queue.id), queue.id == asked.span.queue ? selected() : none(), queue.title});
  return get_form(std::string{path}, cls("filters"), date("from", _("From"), asked.from), date("to", _("To"), asked.to),
                  label(_("Queue"), select(name("queue"), queues)), button(type("submit"), _("Show")),
                  a(cls("button quiet"),
                    href(with_query("/desk/contact/figures.csv", {{"from", asked.from}, {"to", asked.to}, {"queue", asked.span.queue}})),
                    _("As a table (CSV)")));
}

struct CsvName {
  std::string_view kind;
  std::string_view what;
  std::string_view channel;  // of a half hour; else all
};

void add_csv(std::string& out, CsvName const& row, ContactFigures const& figures) {
  auto const number = [](auto count) { return fmt::format("{}", count); };
  auto const seconds = [](double mean) { return fmt::format("{:.1f}", mean); };
  std::array<std::string, 8> const numbers{
      number(figures.contacts), number(figures.handled),   number(figures.settled),           number(figures.known),
      number(figures.repeated), number(figures.abandoned), seconds(figures.handling_seconds), seconds(figures.waiting_seconds)};
  std::vector<std::string_view> cells{row.kind, row.what};
  cells.insert(cells.end(), numbers.begin(), numbers.end());
  cells.push_back(row.channel);
  standards::append_csv_row(out, cells, standards::CsvCells::spreadsheet);
}

}  // namespace

std::string half_hour_words(int index) { return fmt::format("{:02}:{:02}", index / 2, index % 2 * 30); }

web::Response show_contact_figures(Call& call) {
  auto const asked = asked_span(call);
  auto const report = contact_report(call.view(), asked.span);
  auto const directory = call.city.directory.get();
  Html channels, agents, queues, days;
  for (auto const& [channel, figures] : report.by_channel) channels += figures_row(group(channel_words(channel)), figures);
  for (auto const& [agent, figures] : report.by_agent) agents += figures_row(group(agent), figures);
  for (auto const& [queue, figures] : report.by_queue)
    queues += figures_row(queue.empty() ? group(_("No queue")) : group(directory->title_of(queue, call.language)), figures);
  for (auto const& [day, figures] : report.by_day) days += figures_row(group(long_date(day, call.language)), figures);
  auto const tables = report.total.contacts == 0
                          ? empty_state(_("No contacts in this time."), _("Choose other days."))
                          : group(figures_table(_("Channel"), group(channels, figures_row(group(_("All")), report.total))),
                                  figures_table(_("Agent"), agents), figures_table(_("Queue"), queues), figures_table(_("Day"), days),
                                  half_hours_table(report));
  auto const content = group(a(cls("back"), href("/desk/contact"), _("Contact center")), h1(_("Figures of the contact center")),
                             span_form(call, asked, "/desk/contact/figures"), p(a(href("/desk/contact/staffing"), _("How many agents?"))),
                             tables, formulas());
  return page(
      call,
      {.title = _("Figures of the contact center"), .content = content, .surface = Surface::staff, .current = "/desk/contact/figures"});
}

web::Response send_contact_figures(Call& call) {
  auto const report = contact_report(call.view(), asked_span(call).span);
  std::string out = "kind,what,contacts,handled,settled,known,repeated,abandoned,handling_seconds,waiting_seconds,channel\r\n";
  add_csv(out, {"all", "", ""}, report.total);
  for (auto const& [channel, figures] : report.by_channel) add_csv(out, {"channel", to_text(channel), to_text(channel)}, figures);
  for (auto const& [agent, figures] : report.by_agent) add_csv(out, {"agent", agent, ""}, figures);
  for (auto const& [queue, figures] : report.by_queue) add_csv(out, {"queue", queue, ""}, figures);
  for (auto const& [day, figures] : report.by_day) add_csv(out, {"day", to_iso(day), ""}, figures);
  for (auto const& half : report.half_hours)
    for (auto const& [channel, contacts] : half.contacts)
      add_csv(out, {"half hour", half_hour_words(half.index), to_text(channel)}, {.contacts = contacts});
  auto response = web::text(std::move(out));
  response.headers.set("Content-Type", "text/csv; charset=utf-8");
  set_download_name(response, "contact-figures.csv");
  no_store(response);
  return response;
}

}  // namespace cityhall
