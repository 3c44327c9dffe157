#include "services/field/conflict_handlers.h"

#include "base/refusal.h"
#include "kernel/directory/directory.h"
#include "kernel/fieldwork/settlement.h"
#include "services/field/conflict_pages.h"
#include "web/form.h"

namespace cityhall {
namespace {

struct DecisionForm {
  std::string decision;
  std::string how;
  std::string kind = "note";
  std::string outcome;
  std::string note;
  int minutes = 0;
  std::string materials;
};

web::Form<DecisionForm> decision_form() {
  return {web::field("decision", &DecisionForm::decision).required().one_of({"accept", "change", "discard"}),
          web::field("how", &DecisionForm::how).most(1000).lines(),
          web::field("kind", &DecisionForm::kind)
              .one_of({"start", "pause", "done", "decline", "note", "accept", "on_my_way", "photo", "check", "uncheck"}),
          web::field("outcome", &DecisionForm::outcome).one_of({"fixed", "not_found", "not_ours"}),
          web::field("note", &DecisionForm::note).most(4000).lines(),
          web::field("minutes", &DecisionForm::minutes).least(0).most(6000),
          web::field("materials", &DecisionForm::materials).most(500)};
}

ConflictListView conflict_list(Call const& call) {
  ConflictListView view{.saved = call.request.query.has("saved")};
  auto const directory = call.city.directory.get();
  for (auto& conflict : open_conflicts(call.view(), 50)) {
    auto task = task_by_id(call.view(), conflict.task);
    if (!task) continue;
    auto const* crew = directory->crew(task->crew);
    auto report = load_case(call.view(), task->case_id);
    view.conflicts.push_back({.conflict = std::move(conflict),
                              .task = std::move(*task),
                              .report = std::move(report),
                              .crew_name = crew == nullptr ? std::string{} : crew->name});
  }
  view.handed_back = handed_back(call.view());
  return view;
}

}  // namespace

web::Response show_field_conflicts(Call& call) { return conflict_list_page(call, conflict_list(call)); }

web::Response decide_conflict(Call& call) {
  auto const form = web::read(decision_form(), call.request.form);
  auto const operation = call.path_value("operation");
  auto unit = call.unit();
  if (form.decision == "accept") accept_conflict(unit, operation, form.how);
  if (form.decision == "discard") discard_conflict(unit, operation, form.how);
  if (form.decision == "change")
    accept_changed(unit, operation,
                   {.kind = operation_kind_from(form.kind).value_or(OperationKind::note),
                    .note = form.note,
                    .minutes = form.minutes,
                    .materials = form.materials,
                    .outcome = form.outcome},
                   form.how);
  return web::see_other("/desk/conflicts?saved=yes");
}

web::Response field_conflicts_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid && refusal.kind != RefusalKind::conflict) throw refusal;
  auto view = conflict_list(call);
  view.entered = {.values = call.request.form.fields, .errors = refusal.fields};
  view.entered.values.add("operation", std::string{call.path_value("operation")});
  if (refusal.fields.empty()) view.notice = call.text(refusal.message) + " " + call.text(refusal.fix);
  return conflict_list_page(call, view, refusal.kind == RefusalKind::conflict ? 409 : 422);
}

}  // namespace cityhall
