#include "services/field/work_handlers.h"

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/addresses.h"
#include "kernel/directory/directory.h"
#include "kernel/fieldwork/operation.h"
#include "services/field/work_pages.h"
#include "services/page/check_parts.h"
#include "web/form.h"

namespace cityhall {
namespace {

Task task_of(Call const& call) {
  auto const task = task_by_id(call.view(), TaskId{parse_id(call.path_value("task"))});
  auto const ours = task && (task->crew == call.actor.crew || call.actor.may("issues.dispatch"));
  if (!ours) throw not_found(_("This work order is not on your list."), _("It may have been given to another crew."));
  return *task;
}

std::string crew_name(Call const& call) {
  auto const directory = call.city.directory.get();
  auto const* crew = directory->crew(call.actor.crew);
  return crew == nullptr ? std::string{} : crew->name;
}

struct OperationForm {
  std::string id;
  std::string kind;
  std::int64_t base_version = 0;
  std::string device_time;
  std::string note;
  int minutes = 0;
  std::string materials;
  std::string outcome;
  std::string item;
};

web::Form<OperationForm> operation_form() {
  return {web::field("id", &OperationForm::id).required().least(8).most(64),
          web::field("kind", &OperationForm::kind)
              .required()
              .one_of({"accept", "on_my_way", "start", "pause", "done", "note", "photo", "decline", "check", "uncheck"}),
          web::field("base_version", &OperationForm::base_version),
          web::field("device_time", &OperationForm::device_time).most(40),
          web::field("note", &OperationForm::note).most(4000).lines(),
          web::field("minutes", &OperationForm::minutes).least(0).most(6000),
          web::field("materials", &OperationForm::materials).most(500),
          web::field("outcome", &OperationForm::outcome).most(40),
          web::field("item", &OperationForm::item).most(64)};
}

TaskOperation operation_of(Call const& call) {
  auto const form = web::read(operation_form(), call.request.form);
  auto const zone = call.city.zone();
  TaskOperation operation{.id = form.id,
                          .kind = operation_kind_from(form.kind).value_or(OperationKind::note),
                          .base_version = form.base_version,
                          .device_time = parse_time(form.device_time, zone).value_or(call.now),
                          .note = form.note,
                          .minutes = form.minutes,
                          .materials = form.materials,
                          .outcome = form.outcome,
                          .item = form.item};
  for (auto const& upload : call.uploads) operation.files.push_back(upload.file);
  return operation;
}

/// Finished work orders at what the case is about, the last ones first.
std::vector<Task> work_before(Call const& call, CaseAssets const& assets, TaskId now) {
  constexpr std::size_t shown = 3;
  std::vector<Task> before;
  for (auto const& asset : assets.linked)
    for (auto& task : work_on(call.view(), asset.id))
      if (task.id != now && task.state == TaskState::done && task.ended_at && before.size() < shown) before.push_back(std::move(task));
  return before;
}

WorkOrderView view_of_order(Call const& call) {
  auto task = task_of(call);
  WorkOrderView view{.crew_name = crew_name(call),
                     .files = files_of(call.view(), task.case_id),
                     .assets = case_assets(call.view(), {task.case_id, task.service, task.place.point})};
  view.checks = check_list(call.view(), task);
  view.before = work_before(call, view.assets, task.id);
  view.task = std::move(task);
  return view;
}

/// A missing tick is named in the crew's language.
void name_checks(Call const& call, WorkOrderView& view) {
  for (auto& error : view.entered.errors)
    for (auto const& line : view.checks)
      if (error.field == "check_" + line.id) error.message = _("Tick this first: {item}.").with("item", check_words(call, line));
}

bool wants_json(Call const& call) { return call.request.header("Accept").find("application/json") != std::string_view::npos; }

std::string_view result_word(OperationResult result) {
  return result == OperationResult::applied ? "applied" : result == OperationResult::repeated ? "repeated" : "conflict";
}

}  // namespace

web::Response show_work(Call& call) {
  auto const directory = call.city.directory.get();
  auto const* crew = directory->crew(call.actor.crew);
  if (crew == nullptr) return no_crew_page(call);
  auto const zone = call.city.zone();
  WorkListView view{.crew_name = crew->name};
  for (auto& task : work_of(call.view(), crew->id, zone.midnight(zone.date_of(call.now))))
    (is_over(task.state) ? view.done : view.open).push_back(std::move(task));
  view.conflicts = own_conflicts(call.view(), call.now - std::chrono::hours{48});
  return work_list_page(call, view);
}

// The tablet asks for its work whenever the stream opens: nothing is missed.
web::Response work_live(Call& call) {
  return call.live().open(
      call.request,
      {.topics = {"crew/" + to_text(call.actor.crew)}, .account = call.actor.account.value, .session = call.session_token_hash});
}

web::Response show_work_order(Call& call) { return work_order_page(call, view_of_order(call)); }

web::Response add_operation(Call& call) {
  auto const task = task_of(call);
  auto unit = call.unit();
  auto const answer = apply(unit, task.id, operation_of(call));
  if (wants_json(call))
    return web::json(to_text(Json{{"result", result_word(answer.result)},
                                  {"state", to_text(answer.state)},
                                  {"version", answer.version},
                                  {"conflict", answer.conflict}}));
  auto const back = is_over(answer.state) ? std::string{"/field"} : tablet_address(task.id);
  return web::see_other(back);
}

web::Response work_order_again(Call& call, Refusal const& refusal) {
  if (wants_json(call) || (refusal.kind != RefusalKind::invalid && refusal.kind != RefusalKind::conflict)) throw refusal;
  auto view = view_of_order(call);
  view.entered = {.values = call.request.form.fields, .errors = refusal.fields};
  name_checks(call, view);
  if (refusal.fields.empty()) view.notice = call.text(refusal.message) + " " + call.text(refusal.fix);
  return work_order_page(call, view, 422);
}

}  // namespace cityhall
