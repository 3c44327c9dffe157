#include "services/field/work_pages.h"

#include <fmt/format.h>

#include "base/text.h"
#include "services/field/crew_page.h"
#include "services/field/order_acts.h"
#include "services/field/words.h"
#include "services/page/asset_parts.h"
#include "services/page/map_picture.h"
#include "services/page/parts.h"
#include "services/page/task_words.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string job_class(Task const& task) {
  if (task.state == TaskState::started) return "job started";
  return task.priority == 1 ? "job urgent" : "job";
}

/// The device's own map program finds the way (RFC 5870; "q" puts a pin with its name there). Where the device has none, the map of
/// this page is there without a connection.
Html way_there(Task const& task) {
  if (!task.place.point) return nothing();
  auto const at = fmt::format("{:.6f},{:.6f}", task.place.point->latitude, task.place.point->longitude);
  auto const name = task.place.address.empty() ? std::string{} : "(" + task.place.address + ")";
  return group(a(cls("button quiet"), href("geo:" + at + "?q=" + at + percent_encode(name)), _("Directions")),
               a(cls("button quiet"), href("#place"), _("City map")));
}

/// When the dispatcher planned it.
Html planned_line(Call const& call, Task const& task) {
  if (!task.planned_start || is_over(task.state)) return nothing();
  return p(strong(time_of(call, *task.planned_start)), ", ", _("{minutes} min").with("minutes", std::to_string(task.planned_minutes)));
}

}  // namespace

Html job_card(Call const& call, Task const& task) {
  return li(cls(job_class(task)), data("task", task.id.value), data("version", task.version), data("state", to_text(task.state)),
            h2(a(href(tablet_address(task.id)), work_title(call, task))), p(strong(task.place.address)),
            task.description.empty() ? nothing() : p(cls("soft"), task.description), planned_line(call, task),
            p(span(cls("badge open"), data("badge", ""), work_state_words(task.state)), " ",
              due_badge(task.due_at, false, is_over(task.state), call.now), " ", span(cls("soft small number"), task.number)));
}

namespace {

Html photos_of(Call const& call, WorkOrderView const& view) {
  if (view.files.empty()) return nothing();
  return ul(
      cls("photos"), each(view.files, [&](CaseFile const& file) {
        return li(photo(call, file.file, file.purpose == FilePurpose::work_after ? _("The finished work") : _("Photo of the reporter")));
      }));
}

/// What crews did before at what this is about.
Html earlier_work(Call const& call, WorkOrderView const& view) {
  if (view.before.empty()) return nothing();
  return section(h2(_("Done here before")), ul(cls("plain-list"), each(view.before, [&](Task const& task) {
                                                 return li(date_of(call, *task.ended_at), " · ", work_title(call, task), " · ",
                                                           work_outcome_words(task.outcome));
                                               })));
}

/// Where the day's work lies; nothing when no place is known.
Html day_map(Call const& call, std::vector<Task> const& tasks) {
  std::vector<MapMark> marks;
  std::vector<Point> points;
  for (auto const& task : tasks) {
    if (!task.place.point) continue;
    points.push_back(*task.place.point);
    auto const words = work_title(call, task) + ", " + task.place.address;
    marks.push_back({.point = *task.place.point, .kind = "open", .href = tablet_address(task.id), .label = words});
  }
  if (points.empty()) return nothing();
  return section(h2(_("Map of the day")), map_that_opens(call,
                                                         {.view = view_around(points, {.width = 640, .height = 420}),
                                                          .marks = std::move(marks),
                                                          .words = _("A map of today's work: each dot is a work order of the list above")},
                                                         tablet_map(call)));
}

/// The place, and what the city has there.
Html map_of_order(Call const& call, WorkOrderView const& view) {
  auto const& task = view.task;
  if (!task.place.point) return nothing();
  std::vector<MapMark> marks;
  auto const add = [&](cityhall::Asset const& asset) { marks.push_back({.point = asset.point, .kind = "asset", .label = asset.title()}); };
  for (auto const& asset : view.assets.linked) add(asset);
  for (auto const& near : view.assets.near) add(near.asset);
  marks.push_back({.point = *task.place.point, .kind = "here", .label = task.place.address});
  return div(id("place"), map_that_opens(call,
                                         {.view = {.middle = *task.place.point, .zoom = 16, .width = 640, .height = 320},
                                          .marks = std::move(marks),
                                          .words = _("A map of the place; the small dots are what the city has there")},
                                         tablet_map(call)));
}

/// What did not fit, and what a dispatcher made of it.
Html own_conflict(Call const& call, TaskConflict const& conflict) {
  bool const over = conflict.decision != ConflictDecision::none;
  auto const words = conflict.how == to_text(conflict.decision) ? std::string{} : conflict.how;
  return li(
      strong(operation_words(conflict.operation.kind)), " · ", span(cls("number"), conflict.task_number),
      p(conflict_words(call, conflict.why)),
      p(span(cls(over ? "badge good" : "badge soon"), decision_words(conflict.decision)), words.empty() ? nothing() : group(" ", words)));
}

Html conflict_list(Call const& call, std::vector<TaskConflict> const& conflicts) {
  if (conflicts.empty()) return nothing();
  return section(h2(_("Did not fit")), ul(cls("plain-list"), each(conflicts, [&](auto const& one) { return own_conflict(call, one); })));
}

/// Something else at the same place.
Html found_link(Task const& task) {
  auto const path = with_query("/field/found", {{"place", task.place.address}});
  return div(cls("actions"), a(cls("button quiet"), href(path), _("Report something you found")));
}

}  // namespace

Response work_list_page(Call const& call, WorkListView const& view) {
  auto const work = view.open.empty() ? empty_state(_("No work right now."), _("New work orders appear here by themselves."))
                                      : ul(cls("work"), each(view.open, [&](Task const& task) { return job_card(call, task); }));
  auto const done = view.done.empty() ? nothing()
                                      : section(h2(_("Done today")),
                                                ul(cls("work"), each(view.done, [&](Task const& task) { return job_card(call, task); })));
  auto const content =
      group(sync_strip(call, view.crew_name), h1(_("My work")),
            div(id("work"), data("live", "/field/live"), aria("live", "polite"), work, done, conflict_list(call, view.conflicts)),
            div(id("day-map"), day_map(call, view.open)),
            div(cls("actions"), a(cls("button quiet"), href("/field/found"), _("Report something you found"))),
            div(id("device"), cls("actions"), hidden()));
  return page(call, crew_page(call, _("My work"), content));
}

Response work_order_page(Call const& call, WorkOrderView const& view, int status) {
  auto const& task = view.task;
  bool const over = is_over(task.state);
  auto const told = view.notice.empty() ? nothing() : div(cls("note bad"), role("alert"), p(view.notice));
  auto const acts = over ? note("good", p(work_state_words(task.state))) : order_acts(call, view);
  auto const content =
      group(sync_strip(call, view.crew_name), a(cls("back"), href("/field"), _("My work")), h1(work_title(call, task)), told,
            error_summary(view.entered.errors), p(cls("lead"), task.place.address),
            p(id("order"), data("task", task.id.value), data("version", task.version), data("state", to_text(task.state)),
              data("title", work_title(call, task)), span(cls("badge open"), data("badge", ""), work_state_words(task.state)), " ",
              due_badge(task.due_at, false, over, call.now)),
            task.description.empty() ? nothing() : p(cls("quote"), task.description), div(cls("actions"), way_there(task)),
            photos_of(call, view), acts, found_link(task), assets_on_site(view.assets), earlier_work(call, view), map_of_order(call, view),
            p(cls("soft small number"), task.number));
  return page(call, crew_page(call, Text{work_title(call, task) + " " + task.number}, content), status);
}

Response no_crew_page(Call const& call) {
  bool const plans = call.actor.may("issues.dispatch");
  auto const board = p(cls("actions"), a(cls("button large"), href("/desk/board"), _("Open the board")));
  auto const told = plans ? group(empty_state(_("You are in no crew."), _("The work of all crews is on the board.")), board)
                          : empty_state(_("You are in no crew yet."), _("An administrator can add you to a crew on the page Crews."));
  return page(call, crew_page(call, _("My work"), group(sync_strip(call, {}), h1(_("My work")), told)));
}

Response offline_page(Call const& call) {
  auto const content = group(sync_strip(call, {}), h1(_("No connection")),
                             p(cls("lead"), _("This page is not on this device. What you recorded is safe and is sent by itself.")),
                             div(cls("actions"), a(cls("button large"), href("/field"), _("My work"))));
  return page(call, crew_page(call, _("No connection"), content));
}

}  // namespace cityhall
