#include "services/dispatch/order_page.h"

#include "kernel/addresses.h"
#include "services/dispatch/board_page.h"
#include "services/page/check_parts.h"
#include "services/page/parts.h"
#include "services/page/task_words.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::vector<web::Option> crew_options(Call const& call, CrewId now) {
  std::vector<web::Option> options;
  auto const directory = call.city.directory.get();
  for (auto const& crew : directory->crews())
    if (crew.active || crew.id == now) options.push_back({to_text(crew.id), crew.name});
  return options;
}

Html order_facts(Call const& call, Task const& task) {
  auto const* crew = call.city.directory.get()->crew(task.crew);
  auto const planned =
      !task.planned_start ? group(_("Not planned")) : group(time_of(call, *task.planned_start), ", ", length_words(task.planned_minutes));
  return facts({{_("Request"), a(href(desk_address(task.case_number)), task.case_number)},
                {_("Where"), group(task.place.address)},
                {_("State"), group(span(cls("badge open"), task_state_words(task.state)), " ",
                                   due_badge(task.due_at, false, is_over(task.state), call.now))},
                {_("Crew"), group(crew == nullptr ? std::string{} : crew->name)},
                {_("Planned"), planned}});
}

/// When it is planned now, else the shift's first free time of the current day.
struct ShownSlot {
  Date day{};
  int starts = 0;
};

ShownSlot slot_shown(Call const& call, Task const& task) {
  auto const zone = call.city.zone();
  if (task.planned_start) {
    auto const card = card_of(zone, task);
    return {zone.date_of(*task.planned_start), card.starts};
  }
  auto const today = current_day(call);
  CrewDay crew{.shift = shift_of(call.view(), task.crew)};
  for (auto& other : planned_work(call.view(), zone.midnight(today), zone.midnight(day_after(today))))
    if (other.crew == task.crew) crew.cards.push_back(card_of(zone, std::move(other)));
  return {today, first_free(crew, estimated_minutes(call.city, task.service))};
}

Html plan_form(Call const& call, OrderView const& view) {
  auto const& task = view.task;
  auto const shown = slot_shown(call, task);
  auto const minutes = task.planned_minutes > 0 ? task.planned_minutes : estimated_minutes(call.city, task.service);
  return post_form(
      {.action = order_path(task) + "/plan", .csrf_token = call.csrf_token}, hidden_field("revision", std::to_string(task.plan_revision)),
      select_field({.name = "crew", .label = _("Crew"), .entered = &view.entered, .value = to_text(task.crew)},
                   crew_options(call, task.crew)),
      div(cls("row"),
          input_field(
              {.name = "day", .label = _("Day"), .entered = &view.entered, .value = to_iso(shown.day), .required = true, .type = "date"}),
          input_field({.name = "time",
                       .label = _("Time"),
                       .entered = &view.entered,
                       .value = clock_value(shown.starts),
                       .required = true,
                       .type = "time",
                       .attributes = {step("300")}}),
          input_field({.name = "minutes",
                       .label = _("Minutes"),
                       .entered = &view.entered,
                       .value = std::to_string(minutes),
                       .attributes = {inputmode("numeric"), cls("short")}})),
      div(cls("actions"), button(type("submit"), task.planned_start ? _("Move") : _("Plan"))));
}

Html unplan_form(Call const& call, Task const& task) {
  if (!task.planned_start) return nothing();
  return post_form({.action = order_path(task) + "/plan", .csrf_token = call.csrf_token},
                   hidden_field("revision", std::to_string(task.plan_revision)), hidden_field("unplan", "yes"),
                   div(cls("actions"), button(type("submit"), cls("quiet"), _("Take off the plan"))));
}

}  // namespace

Response order_page(Call const& call, OrderView const& view) {
  auto const& task = view.task;
  auto const zone = call.city.zone();
  auto const day = task.planned_start ? to_iso(zone.date_of(*task.planned_start)) : std::string{};
  auto const told = view.notice.empty() ? error_summary(view.entered.errors) : div(cls("note bad"), role("alert"), p(view.notice));
  auto const acts =
      is_over(task.state) ? note("good", p(task_state_words(task.state))) : group(plan_form(call, view), unplan_form(call, task));
  auto const content =
      group(board_back(with_query("/desk/board", {{"day", day}})), h1(work_title(call, task)), p(cls("soft number"), task.number), told,
            order_facts(call, task), task.description.empty() ? nothing() : p(cls("quote"), task.description),
            p(a(cls("button quiet"), href(order_path(task) + "/sheet"), _("Print"))),
            section(cls("panel"), h2(task.planned_start ? _("Move it") : _("Plan it")), acts),
            check_list_to_read(call, check_list(call.view(), task)));
  return page(call,
              {.title = Text{work_title(call, task) + " " + task.number},
               .content = div(cls("read"), content),
               .surface = Surface::staff,
               .current = "/desk/board"},
              view.status);
}

}  // namespace cityhall
