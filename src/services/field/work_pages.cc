#include "services/field/work_pages.h"

#include <fmt/format.h>

#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Message state_words(TaskState state) {
  switch (state) {
    case TaskState::assigned:
      return _("New");
    case TaskState::accepted:
      return _("Accepted");
    case TaskState::en_route:
      return _("On the way");
    case TaskState::started:
      return _("Being worked on");
    case TaskState::paused:
      return _("Paused");
    case TaskState::done:
      return _("Done");
    case TaskState::cancelled:
      return _("Cancelled");
    case TaskState::declined:
      return _("Declined");
  }
  return _("New");
}

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

Html job(Call const& call, Task const& task) {
  return li(cls(job_class(task)), data("task", task.id.value), h2(a(href(work_path(task)), task.title)), p(strong(task.place.address)),
            task.description.empty() ? nothing() : p(cls("soft"), task.description),
            p(span(cls("badge open"), state_words(task.state)), " ", due_badge(task.due_at, false, is_over(task.state), call.now), " ",
              span(cls("soft small number"), task.number)));
}

struct OperationButton {
  OperationKind kind;
  Message label;
  std::string_view css;
};

Html operation_form(Call const& call, Task const& task, OperationButton const& shown) {
  return post_form({.action = work_path(task) + "/operations", .csrf_token = call.csrf_token},
                   hidden_field("id", call.city.random().token()), hidden_field("kind", to_text(shown.kind)),
                   hidden_field("base_version", std::to_string(task.version)), button(type("submit"), cls(shown.css), shown.label));
}

Html next_steps(Call const& call, Task const& task) {
  Html forms;
  if (task.state == TaskState::assigned) forms += operation_form(call, task, {OperationKind::accept, _("Accept"), "large"});
  if (task.state == TaskState::accepted) forms += operation_form(call, task, {OperationKind::on_my_way, _("On my way"), "large quiet"});
  if (task.state != TaskState::started)
    forms += operation_form(call, task, {OperationKind::start, _("Start"), task.state == TaskState::assigned ? "large quiet" : "large"});
  if (task.state == TaskState::started) forms += operation_form(call, task, {OperationKind::pause, _("Pause"), "large quiet"});
  return div(cls("actions"), forms);
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
                           textarea_field({.name = "note", .label = _("Note"), .entered = &view.entered}),
                           file_field({.name = "photos",
                                       .label = _("Photos"),
                                       .entered = &view.entered,
                                       .attributes = {accept("image/*"), multiple(), capture("environment")}}),
                           div(cls("actions"), button(type("submit"), _("Add")))));
}

Html photos_of(Call const& call, WorkOrderView const& view) {
  if (view.files.empty()) return nothing();
  return ul(
      cls("photos"), each(view.files, [&](CaseFile const& file) {
        return li(photo(call, file.file, file.purpose == FilePurpose::work_after ? _("The finished work") : _("Photo of the reporter")));
      }));
}

Page crew_page(Text title, Html content) {
  return {.title = std::move(title), .content = std::move(content), .surface = Surface::crew, .current = "/field", .script = "field.js"};
}

}  // namespace

Response work_list_page(Call const& call, WorkListView const& view) {
  auto const work = view.open.empty() ? empty_state(_("No work right now."), _("New work orders appear here by themselves."))
                                      : ul(cls("work"), each(view.open, [&](Task const& task) { return job(call, task); }));
  auto const done = view.done.empty()
                        ? nothing()
                        : section(h2(_("Done today")), ul(cls("work"), each(view.done, [&](Task const& task) { return job(call, task); })));
  auto const content = group(div(cls("sync"), id("sync"), role("status"), span(_("Connected")), span(view.crew_name)), h1(_("My work")),
                             div(id("work"), data("live", "/field/live"), aria("live", "polite"), work, done));
  return page(call, crew_page(_("My work"), content));
}

Response work_order_page(Call const& call, WorkOrderView const& view, int status) {
  auto const& task = view.task;
  auto const told = view.notice.empty() ? nothing() : div(cls("note bad"), role("alert"), p(view.notice));
  auto const acts = is_over(task.state) ? note("good", p(state_words(task.state)))
                                        : group(next_steps(call, task), done_form(call, view), note_form(call, view));
  auto const content =
      group(a(cls("back"), href("/field"), _("My work")), h1(task.title), told, error_summary(view.entered.errors),
            p(cls("lead"), task.place.address),
            p(span(cls("badge open"), state_words(task.state)), " ", due_badge(task.due_at, false, is_over(task.state), call.now)),
            task.description.empty() ? nothing() : p(cls("quote"), task.description), div(cls("actions"), way_there(task)),
            photos_of(call, view), acts, p(cls("soft small number"), task.number));
  return page(call, crew_page(Text{task.title + " " + task.number}, content), status);
}

Response no_crew_page(Call const& call) {
  auto const told = empty_state(_("You are in no crew yet."), _("An administrator can add you to a crew on the page Crews."));
  return page(call, crew_page(_("My work"), group(h1(_("My work")), told)));
}

}  // namespace cityhall
