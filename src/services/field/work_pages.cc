#include "services/field/work_pages.h"

#include <array>

#include <fmt/format.h>

#include "services/field/words.h"
#include "services/page/asset_parts.h"
#include "services/page/map_picture.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string work_path(Task const& task) { return "/field/orders/" + to_text(task.id); }

std::string job_class(Task const& task) {
  if (task.state == TaskState::started) return "job started";
  return task.priority == 1 ? "job urgent" : "job";
}

/// A link that the device's own map program opens (RFC 5870).
Html way_there(Task const& task) {
  if (!task.place.point) return nothing();
  auto const target =
      fmt::format("https://www.openstreetmap.org/directions?to={:.6f}%2C{:.6f}", task.place.point->latitude, task.place.point->longitude);
  return a(cls("button quiet"), href(target), rel("noopener noreferrer"), _("Directions"));
}

/// When the dispatcher planned it.
Html planned_line(Call const& call, Task const& task) {
  if (!task.planned_start || is_over(task.state)) return nothing();
  return p(strong(time_of(call, *task.planned_start)), ", ", _("{minutes} min").with("minutes", std::to_string(task.planned_minutes)));
}

Html job(Call const& call, Task const& task) {
  return li(cls(job_class(task)), data("task", task.id.value), data("version", task.version), data("state", to_text(task.state)),
            h2(a(href(work_path(task)), task.title)), p(strong(task.place.address)),
            task.description.empty() ? nothing() : p(cls("soft"), task.description),
            planned_line(call, task),
            p(span(cls("badge open"), data("badge", ""), work_state_words(task.state)), " ",
              due_badge(task.due_at, false, is_over(task.state), call.now), " ", span(cls("soft small number"), task.number)));
}

/// A button of one step, and in which states of the work order it stands there.
struct StepButton {
  OperationKind kind;
  std::string_view from;
  std::string_view css;
};
constexpr std::array step_buttons{StepButton{OperationKind::accept, "assigned", "large"},
                                  StepButton{OperationKind::on_my_way, "accepted", "large quiet"},
                                  StepButton{OperationKind::start, "assigned accepted en_route paused", "large"},
                                  StepButton{OperationKind::pause, "started", "large quiet"}};

/// All steps are there; those that the state does not allow are hidden. What is pressed without a connection shows the next ones at once.
Html step_form(Call const& call, Task const& task, StepButton const& step) {
  bool const fits = (" " + std::string{step.from} + " ").find(" " + std::string{to_text(task.state)} + " ") != std::string::npos;
  return div(cls("step"), data("from", step.from), hidden(!fits),
             post_form({.action = work_path(task) + "/operations", .csrf_token = call.csrf_token},
                       hidden_field("id", call.city.random().token()), hidden_field("kind", to_text(step.kind)),
                       hidden_field("base_version", std::to_string(task.version)),
                       button(type("submit"), cls(step.css), operation_words(step.kind))));
}

Html next_steps(Call const& call, Task const& task) {
  return div(cls("actions"), each(step_buttons, [&](StepButton const& step) { return step_form(call, task, step); }));
}

Html done_form(Call const& call, WorkOrderView const& view) {
  auto const* accepted = "image/jpeg,image/png,image/webp,image/heic,image/heif,image/avif";
  auto const open_now = view.task.state == TaskState::started || !view.entered.errors.empty();
  return details(
      cls("act"), open_now ? tag::open() : none(), summary(_("Done")),
      post_form(
          {.action = work_path(view.task) + "/operations", .csrf_token = call.csrf_token, .files = true},
          hidden_field("id", call.city.random().token()), hidden_field("kind", "done"),
          hidden_field("base_version", std::to_string(view.task.version)),
          file_field({.name = "photos",
                      .label = _("Photo of the finished work"),
                      .hint = group(_("It goes to the people who reported this.")),
                      .entered = &view.entered,
                      .attributes = {accept(accepted), multiple(), capture("environment")}}),
          textarea_field({.name = "note", .label = _("What did you do?"), .entered = &view.entered}),
          div(cls("row"),
              input_field(
                  {.name = "minutes", .label = _("Minutes"), .entered = &view.entered, .attributes = {inputmode("numeric"), cls("short")}}),
              input_field({.name = "materials", .label = _("Materials"), .entered = &view.entered})),
          select_field(
              {.name = "outcome", .label = _("How did it end?"), .entered = &view.entered},
              std::vector<web::Option>{{"fixed", _("Fixed")}, {"not_found", _("Nothing found")}, {"not_ours", _("Not the city's to fix")}}),
          div(cls("actions"), button(type("submit"), cls("large"), _("Finish this work order")))));
}

Html note_form(Call const& call, WorkOrderView const& view) {
  return details(cls("act"), summary(_("Note or photo")),
                 post_form({.action = work_path(view.task) + "/operations", .csrf_token = call.csrf_token, .files = true},
                           hidden_field("id", call.city.random().token()), hidden_field("kind", "note"),
                           textarea_field({.name = "note", .label = _("Note"), .entered = &view.entered, .form = "note"}),
                           file_field({.name = "photos",
                                       .label = _("Photos"),
                                       .entered = &view.entered,
                                       .attributes = {accept("image/*"), multiple(), capture("environment")},
                                       .form = "note"}),
                           div(cls("actions"), button(type("submit"), _("Add")))));
}

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
                                                 return li(date_of(call, *task.ended_at), " · ", task.title, " · ",
                                                           work_outcome_words(task.outcome));
                                               })));
}

/// The strip that says what is sent, and where the script puts what waits on this device. Without a script it says who works here.
Html sync_strip(Call const& call, std::string_view crew) {
  return group(div(cls("sync"), id("sync"), role("status"), data("words", tablet_words(call)), data("account", call.actor.account.value),
                   data("person", call.actor.name), span(data("connection", ""), _("Connected")), span(data("unsent", ""), hidden()),
                   span(data("crew", ""), crew)),
               div(id("told"), role("alert"), hidden()), section(id("outbox"), aria("label", _("Waiting on this device")), hidden()));
}

Page crew_page(Call const& call, Text title, Html content) {
  return {.title = std::move(title),
          .content = std::move(content),
          .surface = Surface::crew,
          .current = "/field",
          .script = "field.js",
          .head = group(link(rel("manifest"), href("/field/app.webmanifest")),
                        link(rel("apple-touch-icon"), href(call.around.assets.path_of("field-maskable-192.png"))))};
}

/// Where the day's work lies; nothing when no place is known.
Html day_map(Call const& call, std::vector<Task> const& tasks) {
  std::vector<MapMark> marks;
  std::vector<Point> points;
  for (auto const& task : tasks) {
    if (!task.place.point) continue;
    points.push_back(*task.place.point);
    marks.push_back({.point = *task.place.point, .kind = "open", .href = work_path(task), .label = task.title + ", " + task.place.address});
  }
  if (points.empty()) return nothing();
  return section(h2(_("Map of the day")),
                 map_picture(call, {.view = view_around(points, {.width = 640, .height = 420}),
                                    .marks = std::move(marks),
                                    .words = _("A map of today's work: each dot is a work order of the list above")}));
}

Html place_map(Call const& call, Task const& task) {
  if (!task.place.point) return nothing();
  return map_picture(call, {.view = {.middle = *task.place.point, .zoom = 16, .width = 640, .height = 320},
                            .marks = {{.point = *task.place.point, .kind = "here"}},
                            .words = _("A map of the place")});
}

/// What did not fit, and what a dispatcher made of it.
Html own_conflict(Call const& call, TaskConflict const& conflict) {
  bool const over = conflict.decision != ConflictDecision::none;
  auto const words = conflict.how == to_text(conflict.decision) ? std::string{} : conflict.how;
  return li(strong(operation_words(conflict.operation.kind)), " · ", span(cls("number"), conflict.task_number),
            p(conflict_words(call, conflict.why)),
            p(span(cls(over ? "badge good" : "badge soon"), decision_words(conflict.decision)),
              words.empty() ? nothing() : group(" ", words)));
}

Html conflict_list(Call const& call, std::vector<TaskConflict> const& conflicts) {
  if (conflicts.empty()) return nothing();
  return section(h2(_("Did not fit")), ul(cls("plain-list"), each(conflicts, [&](auto const& one) { return own_conflict(call, one); })));
}

}  // namespace

Response work_list_page(Call const& call, WorkListView const& view) {
  auto const work = view.open.empty() ? empty_state(_("No work right now."), _("New work orders appear here by themselves."))
                                      : ul(cls("work"), each(view.open, [&](Task const& task) { return job(call, task); }));
  auto const done = view.done.empty()
                        ? nothing()
                        : section(h2(_("Done today")), ul(cls("work"), each(view.done, [&](Task const& task) { return job(call, task); })));
  auto const content = group(sync_strip(call, view.crew_name), h1(_("My work")),
                             div(id("work"), data("live", "/field/live"), aria("live", "polite"), work, done,
                                 conflict_list(call, view.conflicts), day_map(call, view.open)),
                             div(id("device"), cls("actions"), hidden()));
  return page(call, crew_page(call, _("My work"), content));
}

Response work_order_page(Call const& call, WorkOrderView const& view, int status) {
  auto const& task = view.task;
  bool const over = is_over(task.state);
  auto const told = view.notice.empty() ? nothing() : div(cls("note bad"), role("alert"), p(view.notice));
  auto const acts = over ? note("good", p(work_state_words(task.state)))
                         : div(id("acts"), next_steps(call, task), done_form(call, view), note_form(call, view));
  auto const content = group(sync_strip(call, view.crew_name), a(cls("back"), href("/field"), _("My work")), h1(task.title), told,
                             error_summary(view.entered.errors), p(cls("lead"), task.place.address),
                             p(id("order"), data("task", task.id.value), data("version", task.version), data("state", to_text(task.state)),
                               data("title", task.title), span(cls("badge open"), data("badge", ""), work_state_words(task.state)), " ",
                               due_badge(task.due_at, false, over, call.now)),
                             task.description.empty() ? nothing() : p(cls("quote"), task.description), div(cls("actions"), way_there(task)),
                             photos_of(call, view), acts, assets_on_site(view.assets), earlier_work(call, view), place_map(call, task),
                             p(cls("soft small number"), task.number));
  return page(call, crew_page(call, Text{task.title + " " + task.number}, content), status);
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
