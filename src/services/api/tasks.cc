#include "services/api/tasks.h"

#include "base/refusal.h"
#include "kernel/cases/case.h"
#include "kernel/fieldwork/operation.h"
#include "services/api/files.h"
#include "services/api/words.h"

namespace cityhall {

using namespace web;

std::string version_of(Task const& task) { return std::to_string(task.version); }

Record<Task> const& answer_record(Task const*) {
  static Record<Task> const record{"Task",
                                   {member("id", &Task::id),
                                    member("number", &Task::number).says("SR-27-000123/1"),
                                    member("kind", &Task::kind),
                                    member("case", &Task::case_id),
                                    member("case_number", &Task::case_number),
                                    member("service", &Task::service),
                                    member("title", &Task::title),
                                    member("description", &Task::description),
                                    member("place", &Task::place),
                                    member("crew", &Task::crew),
                                    member("assignee", &Task::assignee),
                                    told<Task>("state", [](Task const& task) { return to_text(task.state); }).one_of(api::task_states()),
                                    member("priority", &Task::priority),
                                    member("due_at", &Task::due_at),
                                    member("position", &Task::order).says("The place in the crew's day; smaller first."),
                                    member("created_at", &Task::created_at),
                                    member("started_at", &Task::started_at),
                                    member("ended_at", &Task::ended_at),
                                    member("minutes", &Task::minutes).says("Time spent."),
                                    member("outcome", &Task::outcome),
                                    member("version", &Task::version).says("Grows with every operation; also the ETag.")}};
  return record;
}

Record<TaskConflict> const& answer_record(TaskConflict const*) {
  using C = TaskConflict;
  static Record<C> const record{
      "FieldConflict",
      {told<C>("operation", [](C const& c) { return c.operation.id; }),
       told<C>("kind", [](C const& c) { return to_text(c.operation.kind); }), told<C>("note", [](C const& c) { return c.operation.note; }),
       member("task", &C::task), member("task_number", &C::task_number), member("by", &C::by), member("why", &C::why),
       member("at", &C::at)}};
  return record;
}

Record<OperationAnswer> const& answer_record(OperationAnswer const*) {
  using A = OperationAnswer;
  static Record<A> const record{
      "OperationResult",
      {told<A>("result",
               [](A const& a) -> std::string {
                 return a.result == OperationResult::applied ? "applied" : a.result == OperationResult::repeated ? "repeated" : "conflict";
               })
           .one_of({"applied", "repeated", "conflict"}),
       told<A>("state", [](A const& a) { return to_text(a.state); }).one_of(api::task_states()), member("version", &A::version),
       member("conflict", &A::conflict).says("Why it could not be applied; a dispatcher sees it.")}};
  return record;
}

namespace api {
namespace {

Task asked_task(Call const& call) {
  auto const task = task_by_id(call.view(), TaskId{parse_id(call.path_value("task"))});
  if (!task) throw not_found();
  return *task;
}

template <class Verb>
Task change_task(Call& call, Verb&& verb) {
  auto const task = asked_task(call);
  expect_version(call, version_of(task));
  auto unit = call.unit();
  verb(unit, task);
  return asked_task(call);
}

ListPage<Task> list_tasks(Call& call, TaskQuery const& query) {
  TaskFilter filter{.crew = query.crew, .after = TaskId{id_of_cursor(query.cursor)}, .most = static_cast<std::size_t>(query.limit)};
  if (query.status != "all") filter.over = query.status == "over";
  if (!query.number.empty()) filter.case_id = case_by_number(call.view(), query.number).id;
  ListPage<Task> page{.items = tasks(call.view(), filter)};
  if (page.items.size() == filter.most) page.next = cursor_of(to_text(page.items.back().id));
  return page;
}

Task show_task(Call& call) { return asked_task(call); }

Task change_task_assignment(Call& call, TaskAssignmentBody const& body) {
  return change_task(call, [&](Unit& unit, Task const& task) { assign_task(unit, task.id, body.crew, body.assignee); });
}
Task change_task_order(Call& call, TaskOrderBody const& body) {
  return change_task(call, [&](Unit& unit, Task const& task) { order_task(unit, task.id, body.position); });
}
Task create_cancellation(Call& call, SettlementBody const& body) {
  return change_task(call, [&](Unit& unit, Task const& task) { cancel_task(unit, task.id, body.how); });
}

OperationAnswer create_operation(Call& call, OperationBody const& body) {
  auto const task = asked_task(call);
  check_files(call, body.files);
  auto unit = call.unit();
  return apply(unit, task.id,
               {.id = body.id,
                .kind = operation_kind_from(body.kind).value_or(OperationKind::note),
                .base_version = body.base_version,
                .device_time = body.device_time.value_or(call.now),
                .note = body.note,
                .minutes = body.minutes,
                .materials = body.materials,
                .outcome = body.outcome,
                .item = body.item,
                .files = body.files});
}

ListPage<TaskConflict> list_conflicts(Call& call) { return {.items = open_conflicts(call.view(), 200)}; }

void create_settlement(Call& call, SettlementBody const& body) {
  auto unit = call.unit();
  settle_conflict(unit, call.path_value("operation"), body.how);
}

}  // namespace

Record<TaskQuery> const& body_record(TaskQuery const*) {
  static Record<TaskQuery> const record{
      "",
      {member("crew", &TaskQuery::crew), member("number", &TaskQuery::number).most(40).says("Of a case: its tasks only."),
       member("status", &TaskQuery::status).one_of({"open", "over", "all"}).says("open unless told."), cursor_member<TaskQuery>(),
       limit_member<TaskQuery>()}};
  return record;
}
Record<TaskAssignmentBody> const& body_record(TaskAssignmentBody const*) {
  static Record<TaskAssignmentBody> const record{"TaskAssignment",
                                                 {member("crew", &TaskAssignmentBody::crew).required(),
                                                  member("assignee", &TaskAssignmentBody::assignee).says("An account of the crew.")}};
  return record;
}
Record<TaskOrderBody> const& body_record(TaskOrderBody const*) {
  static Record<TaskOrderBody> const record{"TaskOrder", {member("position", &TaskOrderBody::position).required()}};
  return record;
}
Record<OperationBody> const& body_record(OperationBody const*) {
  using B = OperationBody;
  static Record<B> const record{
      "FieldOperation",
      {member("id", &B::id).required().least(8).most(64).says("Made by the device, a UUID: sent again it counts once."),
       member("kind", &B::kind)
           .required()
           .one_of({"accept", "on_my_way", "start", "pause", "done", "note", "photo", "decline", "check", "uncheck"}),
       member("base_version", &B::base_version).least(0).says("The version that the person saw; 0: not said."),
       member("device_time", &B::device_time), member("note", &B::note).lines().most(4000),
       member("minutes", &B::minutes).least(0).most(6000), member("materials", &B::materials).most(500),
       member("outcome", &B::outcome).most(40), member("item", &B::item).most(64).says("Of the check list, to tick or untick."),
       member("files", &B::files).most(10)}};
  return record;
}
Record<SettlementBody> const& body_record(SettlementBody const*) {
  static Record<SettlementBody> const record{"Decision", {member("how", &SettlementBody::how).required().least(1).lines().most(1000)}};
  return record;
}

std::vector<Route> task_routes() {
  using enum Method;
  constexpr std::string_view group = "Tasks";
  return {endpoint<list_tasks>(GET, "/api/v1/tasks", "issues.read", {group, _("Work orders, oldest first")}),
          endpoint<list_conflicts>(GET, "/api/v1/tasks/conflicts", "issues.dispatch", {group, _("Field work that did not fit")}),
          endpoint<create_settlement>(POST, "/api/v1/tasks/conflicts/{operation}/settlement", "issues.dispatch",
                                      {group, _("Settle a field conflict")}),
          endpoint<show_task>(GET, "/api/v1/tasks/{task}", "issues.read", {group, _("One work order")}),
          endpoint<change_task_assignment>(PUT, "/api/v1/tasks/{task}/assignment", "issues.dispatch",
                                           {group, _("Give a work order to a crew or person")}),
          endpoint<change_task_order>(PUT, "/api/v1/tasks/{task}/position", "issues.dispatch",
                                      {group, _("Move a work order within the crew's day")}),
          endpoint<create_cancellation>(POST, "/api/v1/tasks/{task}/cancellation", "issues.dispatch", {group, _("Cancel a work order")}),
          endpoint<create_operation>(
              POST, "/api/v1/tasks/{task}/operations", "field.work",
              {group, _("Record what a crew did"), "Operations may come late, twice or out of order; each id counts once."})};
}

}  // namespace api
}  // namespace cityhall
