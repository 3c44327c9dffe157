// How many agents, by Erlang C, from what came before.

#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "kernel/directory/directory.h"
#include "kernel/interactions/contact_load.h"
#include "kernel/interactions/erlang.h"
#include "services/contact/figures.h"
#include "services/page/channel_words.h"
#include "services/page/parts.h"
#include "services/page/weekday_words.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

constexpr double usual_handling_seconds = 201;  // until the city's own figures are known
constexpr int usual_weeks = 4;
constexpr std::array weeks_offered{1, 2, 4, 8, 13, 26, 52};
constexpr std::array week_order{1U, 2U, 3U, 4U, 5U, 6U, 0U};  // Monday first

struct Staffing {
  ServiceGoal goal{};
  double handling = usual_handling_seconds;
  int weeks = usual_weeks;
  LoadAsked asked{};
  ContactLoad load{};
};

double number_or(std::string_view text, double otherwise, double most) {
  double number = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  return fault != std::errc{} || end != text.data() + text.size() || !(number > 0) || number > most ? otherwise : number;
}

LoadAsked asked_load(Call const& call, int weeks) {
  auto const zone = call.city.zone();
  auto const tomorrow = std::chrono::sys_days{zone.date_of(call.now)} + std::chrono::days{1};
  auto const channel = call.request.query.get("channel");
  LoadAsked asked{.from = zone.midnight(Date{tomorrow - std::chrono::weeks{weeks}}),
                  .to = zone.midnight(Date{tomorrow}),
                  .queue = std::string{call.request.query.get("queue")}};
  if (channel == "all") asked.channel = std::nullopt;
  else if (!channel.empty()) asked.channel = channel_from(channel);
  return asked;
}

Staffing asked_staffing(Call const& call) {
  auto const& query = call.request.query;
  Staffing plan{.goal = {.share = number_or(query.get("share"), 80, 99.9) / 100, .seconds = number_or(query.get("seconds"), 20, 3600)},
                .weeks = static_cast<int>(number_or(query.get("weeks"), usual_weeks, weeks_offered.back()))};
  plan.asked = asked_load(call, plan.weeks);
  plan.load = contact_load(call.view(), plan.asked, call.now);
  auto const own = plan.load.handling_seconds >= 1 ? plan.load.handling_seconds : usual_handling_seconds;
  plan.handling = number_or(query.get("handling"), std::round(own), 36'000);
  return plan;
}

OfferedLoad load_of(Staffing const& plan, HalfHourLoad const& half) { return {.contacts = half.mean(), .handling_seconds = plan.handling}; }

std::size_t contacts_on(Staffing const& plan, unsigned weekday) {
  std::size_t contacts = 0;
  for (auto const& half : plan.load.week.at(weekday)) contacts += half.contacts;
  return contacts;
}

/// A half hour of one weekday.
Html half_hour_row(Staffing const& plan, unsigned weekday, std::size_t index) {
  auto const& half = plan.load.week.at(weekday).at(index);
  if (half.contacts == 0) return nothing();
  auto const load = load_of(plan, half);
  auto const agents = agents_for(load, plan.goal);
  auto const service = answering_with(load, agents, plan.goal.seconds);
  return tr(th(scope("row"), half_hour_words(static_cast<int>(index))), td(cls("number"), fmt::format("{:.1f}", load.contacts)),
            td(cls("number"), fmt::format("{:.2f}", load.erlangs())), td(cls("number"), strong(agents)),
            td(cls("number"), service ? fmt::format("{:.1f}%", service->within_share * 100) : std::string{"–"}),
            td(cls("number"), service ? fmt::format("{:.1f} s", service->average_seconds) : std::string{"–"}),
            td(cls("number"), service ? fmt::format("{:.0f}%", service->occupancy * 100) : std::string{"–"}));
}

Html weekday_part(Staffing const& plan, unsigned weekday) {
  if (contacts_on(plan, weekday) == 0) return nothing();
  auto const name_of = weekday_words(std::chrono::weekday{weekday});
  auto const head =
      tr(th(scope("col"), _("From")), th(scope("col"), cls("number"), _("Contacts")), th(scope("col"), cls("number"), _("Erlangs")),
         th(scope("col"), cls("number"), _("Agents")), th(scope("col"), cls("number"), _("In time")),
         th(scope("col"), cls("number"), _("Average wait")), th(scope("col"), cls("number"), _("Busy")));
  Html rows;
  for (std::size_t index = 0; index < 48; ++index) rows += half_hour_row(plan, weekday, index);
  auto const days = _n("mean of {count} day", "mean of {count} days", static_cast<long>(plan.load.days.at(weekday)));
  return details(cls("act"), summary(name_of, " ", span(cls("soft small"), days)),
                 div(cls("scroll"), tabindex(0), role("region"), aria("label", name_of),
                     table(caption(cls("visually-hidden"), name_of), thead(head), tbody(rows))));
}

Html week_row(Staffing const& plan, std::size_t index) {
  Html cells;
  bool any = false;
  for (auto const weekday : week_order) {
    if (contacts_on(plan, weekday) == 0) continue;
    auto const agents = agents_for(load_of(plan, plan.load.week.at(weekday).at(index)), plan.goal);
    any = any || agents > 0;
    cells += td(cls("number"), agents > 0 ? strong(agents) : span(cls("soft"), "–"));
  }
  return any ? tr(th(scope("row"), half_hour_words(static_cast<int>(index))), cells) : nothing();
}

/// The whole week at a glance: agents for each half hour.
Html week_table(Staffing const& plan) {
  Html head = th(scope("col"), _("From"));
  for (auto const weekday : week_order)
    if (contacts_on(plan, weekday) > 0) head += th(scope("col"), cls("number"), weekday_words(std::chrono::weekday{weekday}));
  Html rows;
  for (std::size_t index = 0; index < 48; ++index) rows += week_row(plan, index);
  return section(h2(_("Agents in a week")),
                 div(cls("scroll"), tabindex(0), role("region"), aria("label", _("Agents in a week")),
                     table(caption(cls("visually-hidden"), _("Agents in a week")), thead(tr(head)), tbody(rows))));
}

Html choice_of(Message const& title, std::string_view field, Html const& options) { return label(title, select(name(field), options)); }

Html one_option(std::string_view chosen, std::string const& word, Html const& words) {
  return option(value(word), selected(chosen == word), words);
}

Html staffing_form(Call const& call, Staffing const& plan) {
  auto const number = [](std::string_view field, Message const& words, double shown) {
    return label(words, element("input", {name(field), inputmode("decimal"), value(fmt::format("{:g}", shown))}));
  };
  auto const weeks = each(weeks_offered, [&](int count) {
    return one_option(std::to_string(plan.weeks), std::to_string(count), group(_n("{count} week", "{count} weeks", count)));
  });
  auto const channel = plan.asked.channel ? std::string{to_text(*plan.asked.channel)} : "all";
  Html channels;
  for (auto const one : {Channel::phone, Channel::counter, Channel::email, Channel::sms, Channel::social})
    channels += one_option(channel, std::string{to_text(one)}, group(channel_words(one)));
  channels += one_option(channel, "all", group(_("All that needed an agent")));
  Html queues = one_option(plan.asked.queue, "", group(_("All")));
  auto const directory = call.city.directory.get();
  for (auto const& queue : directory->queues())
    queues += one_option(plan.asked.queue, queue.id, group(directory->title_of(queue.id, call.language)));
  return get_form("/desk/contact/staffing", cls("filters"), choice_of(_("From the last"), "weeks", weeks),
                  choice_of(_("Channel"), "channel", channels), choice_of(_("Queue"), "queue", queues),
                  number("share", _("Percent to answer"), plan.goal.share * 100), number("seconds", _("within seconds"), plan.goal.seconds),
                  number("handling", _("Handling time in seconds"), plan.handling), button(type("submit"), _("Show")));
}

Html forecast(Staffing const& plan) {
  if (plan.load.contacts == 0) return empty_state(_("No contacts in this time."), _("The forecast needs a history of contacts."));
  return group(week_table(plan),
               section(h2(_("Day by day")), each(week_order, [&](unsigned weekday) { return weekday_part(plan, weekday); })));
}

}  // namespace

web::Response show_staffing(Call& call) {
  auto const plan = asked_staffing(call);
  auto const content =
      group(a(cls("back"), href("/desk/contact/figures"), _("Figures of the contact center")), h1(_("How many agents?")),
            staffing_form(call, plan), forecast(plan),
            p(cls("soft read"),
              _("A mean for each half hour of a weekday, from contacts that an agent took or that waited for one, also those "
                "that gave up. What the voice menu settles alone is not counted, nor are holidays and days without any contact. "
                "Erlang C: contacts come by chance, wait in one queue, and nobody gives up; so the numbers are on the safe "
                "side. Add breaks and leave yourself.")));
  return page(call, {.title = _("How many agents?"), .content = content, .surface = Surface::staff, .current = "/desk/contact/figures"});
}

}  // namespace cityhall
