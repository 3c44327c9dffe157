#include "services/field/order_acts.h"

#include <array>

#include "kernel/addresses.h"
#include "services/field/words.h"
#include "services/page/check_parts.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string operations_path(Task const& task) { return tablet_address(task.id) + "/operations"; }

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
             post_form({.action = operations_path(task), .csrf_token = call.csrf_token}, hidden_field("id", call.city.random().token()),
                       hidden_field("kind", to_text(step.kind)), hidden_field("base_version", std::to_string(task.version)),
                       button(type("submit"), cls(step.css), operation_words(step.kind))));
}

}  // namespace

Html next_steps(Call const& call, Task const& task) {
  return div(cls("actions"), each(step_buttons, [&](StepButton const& step) { return step_form(call, task, step); }));
}

namespace {

/// What was typed into the form of that kind, when it was the one that was refused.
Entered const* entered_in(WorkOrderView const& view, std::string_view kind) {
  return view.entered.value("kind") == kind ? &view.entered : nullptr;
}

Html done_form(Call const& call, WorkOrderView const& view) {
  auto const* accepted = "image/jpeg,image/png,image/webp,image/heic,image/heif,image/avif";
  auto const* entered = entered_in(view, "done");
  auto const open_now = view.task.state == TaskState::started || entered != nullptr;
  return details(
      cls("act"), open_now ? tag::open() : none(), summary(_("Done")),
      post_form({.action = operations_path(view.task), .csrf_token = call.csrf_token, .files = true},
                hidden_field("id", call.city.random().token()), hidden_field("kind", "done"),
                hidden_field("base_version", std::to_string(view.task.version)),
                file_field({.name = "photos",
                            .label = _("Photo of the finished work"),
                            .hint = group(_("It goes to the people who reported this.")),
                            .entered = entered,
                            .attributes = {accept(accepted), multiple(), capture("environment")}}),
                textarea_field({.name = "note", .label = _("What did you do?"), .entered = entered}),
                div(cls("row"),
                    input_field(
                        {.name = "minutes", .label = _("Minutes"), .entered = entered, .attributes = {inputmode("numeric"), cls("short")}}),
                    input_field({.name = "materials", .label = _("Materials"), .entered = entered})),
                select_field({.name = "outcome", .label = _("How did it end?"), .entered = entered},
                             std::vector<web::Option>{
                                 {"fixed", _("Fixed")}, {"not_found", _("Nothing found")}, {"not_ours", _("Not the city's to fix")}}),
                div(cls("actions"), button(type("submit"), cls("large"), _("Finish this work order")))));
}

Html note_form(Call const& call, WorkOrderView const& view) {
  auto const* entered = entered_in(view, "note");
  return details(cls("act"), entered != nullptr ? tag::open() : none(), summary(_("Note or photo")),
                 post_form({.action = operations_path(view.task), .csrf_token = call.csrf_token, .files = true},
                           hidden_field("id", call.city.random().token()), hidden_field("kind", "note"),
                           textarea_field({.name = "note", .label = _("Note"), .entered = entered, .form = "note"}),
                           file_field({.name = "photos",
                                       .label = _("Photos"),
                                       .entered = entered,
                                       .attributes = {accept("image/*"), multiple(), capture("environment")},
                                       .form = "note"}),
                           div(cls("actions"), button(type("submit"), _("Add")))));
}

Html decline_form(Call const& call, WorkOrderView const& view) {
  auto const* entered = entered_in(view, "decline");
  return details(
      cls("act"), entered != nullptr ? tag::open() : none(), summary(_("Hand back")),
      post_form({.action = operations_path(view.task), .csrf_token = call.csrf_token}, hidden_field("id", call.city.random().token()),
                hidden_field("kind", "decline"), hidden_field("base_version", std::to_string(view.task.version)),
                textarea_field({.name = "note",
                                .label = _("Why can you not do it?"),
                                .hint = group(_("The dispatcher reads it and sends somebody else.")),
                                .entered = entered,
                                .required = true,
                                .form = "decline"}),
                div(cls("actions"), button(type("submit"), cls("quiet"), _("Hand this work order back")))));
}

/// A box to tick: a form of its own, so that it works without a script and each tick is an operation.
Html tick_box(Call const& call, Task const& task, CheckLine const& line) {
  bool const ticked = line.tick.has_value();
  auto const words = check_words(call, line);
  auto const must = line.required ? span(cls("soft small"), _("required")) : nothing();
  return li(data("item", line.id), data("ticked", ticked ? "yes" : "no"), line.required ? data("required", words) : none(),
            post_form({.action = operations_path(task), .csrf_token = call.csrf_token}, hidden_field("id", call.city.random().token()),
                      hidden_field("kind", ticked ? "uncheck" : "check"), hidden_field("item", line.id),
                      button(type("submit"), cls("tick"), id("check_" + line.id), role("checkbox"),
                             aria("checked", ticked ? "true" : "false"), span(words), must)));
}

Html check_list_to_tick(Call const& call, WorkOrderView const& view) {
  if (view.checks.empty()) return nothing();
  return section(h2(_("Check list")), ul(cls("checks"), id("checks"),
                                         each(view.checks, [&](CheckLine const& line) { return tick_box(call, view.task, line); })));
}

}  // namespace

Html order_acts(Call const& call, WorkOrderView const& view) {
  return div(id("acts"), next_steps(call, view.task), check_list_to_tick(call, view), done_form(call, view), note_form(call, view),
             decline_form(call, view));
}

}  // namespace cityhall
