#include "services/field/conflict_pages.h"

#include <array>

#include "kernel/addresses.h"
#include "kernel/directory/directory.h"
#include "services/field/words.h"
#include "services/page/parts.h"
#include "services/page/task_words.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string decision_path(TaskConflict const& conflict) { return "/desk/conflicts/" + conflict.operation.id + "/decision"; }

/// "35 minutes, cold mix": what else was recorded; nothing where it is empty.
std::vector<std::pair<Text, Html>> recorded_facts(Call const& call, TaskConflict const& conflict) {
  auto const& operation = conflict.operation;
  std::vector<std::pair<Text, Html>> rows{{_("Wanted"), group(strong(operation_words(operation.kind)))},
                                          {_("By"), group(conflict.by)},
                                          {_("On the device"), time_of(call, operation.device_time)},
                                          {_("Arrived"), time_of(call, conflict.at)}};
  if (operation.kind == OperationKind::done) rows.emplace_back(_("How it ended"), group(work_outcome_words(operation.outcome)));
  if (!operation.note.empty()) rows.emplace_back(_("Note"), group(operation.note));
  if (operation.minutes > 0) rows.emplace_back(_("Minutes"), group(operation.minutes));
  if (!operation.item.empty()) rows.emplace_back(_("Check list"), group(operation.item));
  if (!operation.materials.empty()) rows.emplace_back(_("Materials"), group(operation.materials));
  return rows;
}

std::vector<std::pair<Text, Html>> present_facts(Call const& call, ConflictView const& view) {
  auto const& task = view.task;
  std::vector<std::pair<Text, Html>> rows{
      {_("Work order"), group(work_state_words(task.state))},
      {_("Crew"), group(view.crew_name)},
      {_("Request"), group(a(href(desk_address(view.report.number)), view.report.number), " ", state_badge(view.report, call.language))}};
  if (is_over(task.state) && !task.outcome.empty()) rows.emplace_back(_("How it ended"), group(work_outcome_words(task.outcome)));
  if (task.minutes > 0) rows.emplace_back(_("Minutes"), group(task.minutes));
  if (task.ended_at) rows.emplace_back(_("Ended"), time_of(call, *task.ended_at));
  return rows;
}

std::vector<web::Option> kind_options() {
  std::vector<web::Option> options;
  for (auto const kind : {OperationKind::start, OperationKind::pause, OperationKind::done, OperationKind::decline, OperationKind::note})
    options.push_back({std::string{to_text(kind)}, operation_words(kind)});
  return options;
}

Html accept_form(Call const& call, TaskConflict const& conflict) {
  return post_form({.action = decision_path(conflict), .csrf_token = call.csrf_token}, hidden_field("decision", "accept"),
                   button(type("submit"), _("Accept: it counts as the crew recorded it")));
}

Html change_form(Call const& call, TaskConflict const& conflict, Entered const* entered) {
  auto const& operation = conflict.operation;
  if (!operation.item.empty()) return nothing();  // a tick counts or it does not
  bool const open_now = entered != nullptr && entered->value("decision") == "change";
  auto const* typed = open_now ? entered : nullptr;
  auto const form_name = "change-" + operation.id;
  auto const minutes_value = operation.minutes > 0 ? std::to_string(operation.minutes) : std::string{};
  return details(
      cls("act"), open_now ? tag::open() : none(), summary(_("Change and accept")),
      post_form(
          {.action = decision_path(conflict), .csrf_token = call.csrf_token}, hidden_field("decision", "change"),
          select_field({.name = "kind",
                        .label = _("What counts"),
                        .entered = typed,
                        .value = std::string{to_text(operation.kind)},
                        .form = form_name},
                       kind_options()),
          select_field(
              {.name = "outcome", .label = _("How did it end?"), .entered = typed, .value = operation.outcome, .form = form_name},
              std::vector<web::Option>{{"fixed", _("Fixed")}, {"not_found", _("Nothing found")}, {"not_ours", _("Not the city's to fix")}}),
          textarea_field({.name = "note", .label = _("Note"), .entered = typed, .value = operation.note, .form = form_name}),
          input_field({.name = "minutes",
                       .label = _("Minutes"),
                       .entered = typed,
                       .value = minutes_value,
                       .attributes = {inputmode("numeric"), cls("short")},
                       .form = form_name}),
          input_field({.name = "materials", .label = _("Materials"), .entered = typed, .value = operation.materials, .form = form_name}),
          input_field({.name = "how", .label = _("A word to the crew"), .entered = typed, .form = form_name}),
          submit(_("Accept with these changes"))));
}

Html discard_form(Call const& call, TaskConflict const& conflict, Entered const* entered) {
  bool const open_now = entered != nullptr && entered->value("decision") == "discard";
  auto const form_name = "discard-" + conflict.operation.id;
  return details(cls("act"), open_now ? tag::open() : none(), summary(_("Discard")),
                 post_form({.action = decision_path(conflict), .csrf_token = call.csrf_token}, hidden_field("decision", "discard"),
                           textarea_field({.name = "how",
                                           .label = _("Why it does not count"),
                                           .hint = group(_("The crew reads this. What was recorded stays in the history.")),
                                           .entered = open_now ? entered : nullptr,
                                           .required = true,
                                           .form = form_name}),
                           submit(_("Discard it"))));
}

Html conflict_photos(Call const& call, TaskConflict const& conflict) {
  if (conflict.operation.files.empty()) return nothing();
  return ul(cls("photos"), each(conflict.operation.files, [&](FileId file) { return li(photo(call, file, _("Photo of the crew"))); }));
}

Html conflict_panel(Call const& call, ConflictListView const& all, ConflictView const& view) {
  auto const& conflict = view.conflict;
  auto const* entered = all.entered.value("operation") == conflict.operation.id ? &all.entered : nullptr;
  return li(cls("panel"), id("operation-" + conflict.operation.id), h2(conflict.task_number, " · ", work_title(call, view.task)),
            p(cls("lead"), conflict_words(call, conflict.why)),
            div(cls("sides"), section(h3(_("What the crew meant")), facts(recorded_facts(call, conflict)), conflict_photos(call, conflict)),
                section(h3(_("How it stands now")), facts(present_facts(call, view)))),
            entered == nullptr ? nothing() : error_summary(entered->errors), div(cls("actions"), accept_form(call, conflict)),
            change_form(call, conflict, entered), discard_form(call, conflict, entered));
}

/// The case waits for another crew, or another decision.
Html handed_back_item(Call const& call, HandedBack const& one) {
  auto const* crew = call.city.directory.get()->crew(one.task.crew);
  auto const who = crew == nullptr ? one.by : one.by + ", " + crew->name;
  return li(cls("panel"), h3(work_title(call, one.task), " · ", span(cls("number"), one.task.number)), p(strong(one.task.place.address)),
            p(cls("quote"), one.why), p(cls("soft small"), who, ", ", time_of(call, one.at)),
            div(cls("actions"), a(cls("button"), href(desk_address(one.task.case_number)), _("Decide what happens"))));
}

Html handed_back_list(Call const& call, std::vector<HandedBack> const& all) {
  if (all.empty()) return nothing();
  return section(h2(_("Handed back")), p(cls("read"), _("A crew cannot do this work. Nobody has it now: send somebody else, or close it.")),
                 ul(cls("work"), each(all, [&](HandedBack const& one) { return handed_back_item(call, one); })));
}

}  // namespace

Response conflict_list_page(Call const& call, ConflictListView const& view, int status) {
  auto const list = view.conflicts.empty()
                        ? empty_state(_("No open conflicts."), _("Everything that crews recorded could be applied."))
                        : ul(cls("work"), each(view.conflicts, [&](ConflictView const& one) { return conflict_panel(call, view, one); }));
  auto const content =
      group(h1(_("Field conflicts")), view.saved ? note("good", p(_("Saved."))) : nothing(),
            view.notice.empty() ? nothing() : div(cls("note bad"), role("alert"), p(view.notice)),
            p(cls("read"), _("A crew recorded this, mostly without a connection, while the work order had changed already. "
                             "Nothing of it is lost: you decide what counts.")),
            list, handed_back_list(call, view.handed_back));
  return page(call, {.title = _("Field conflicts"), .content = content, .surface = Surface::staff, .current = "/desk/conflicts"}, status);
}

}  // namespace cityhall
