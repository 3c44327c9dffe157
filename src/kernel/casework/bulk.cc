#include "kernel/casework/bulk.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/casework/bulk_rows.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/family.h"
#include "kernel/casework/notes.h"
#include "kernel/cases/state.h"
#include "kernel/city.h"
#include "kernel/definitions/definition.h"
#include "kernel/events/rows.h"
#include "kernel/notices/hold.h"
#include "kernel/tasks/task_rows.h"

namespace cityhall {
namespace {

constexpr std::array<std::string_view, 5> kinds{"assign", "reply", "close", "tag", "priority"};

std::string_view permission_for(BulkKind kind) {
  switch (kind) {
    case BulkKind::assign:
    case BulkKind::priority:
      return "issues.triage";
    case BulkKind::reply:
      return "issues.reply";
    case BulkKind::close:
      return "issues.close";
    case BulkKind::tag:
      return "issues.read";
  }
  return "issues.triage";
}

void check(BulkAct const& act, std::vector<CaseId> const& cases) {
  std::vector<FieldError> errors;
  bool const speaks = act.kind == BulkKind::reply || act.kind == BulkKind::close;
  if (cases.empty()) errors.push_back({"cases", "required", _("Choose at least one request.")});
  if (cases.size() > bulk_cases_most) errors.push_back({"cases", "too_many", _("Choose at most 500 requests at once.")});
  if (speaks && act.message.empty()) errors.push_back({"message", "required", _("Write what we tell the reporters.")});
  if (act.kind == BulkKind::close && act.outcome.empty()) errors.push_back({"outcome", "required", _("Say how it ended.")});
  if (act.kind == BulkKind::tag && normal_tag(act.tag).empty())
    errors.push_back({"tag", "malformed", _("A tag is one word of letters, at most 40, such as winter-storm.")});
  if (!errors.empty()) throw invalid_fields(std::move(errors));
}

Json optional_time(std::optional<Time> const& time) { return time ? Json(to_micros(*time)) : Json{}; }
std::optional<Time> time_from(Json const& value) {
  return value.is_null() ? std::nullopt : std::optional{from_micros(value.get<std::int64_t>())};
}

/// What stood there before, as far as an act can change it.
Json snapshot(Unit& unit, Case const& report) {
  Json before{{"queue", report.queue},
              {"assignee", report.assignee.value},
              {"priority", report.priority},
              {"state", report.state},
              {"state_since", to_micros(report.state_since)},
              {"note", report.public_note},
              {"due_at", optional_time(report.due_at)},
              {"moves_at", optional_time(report.clock.moves_at)},
              {"period", report.clock.period}};
  before["left_us"] = report.clock.left_us ? Json(*report.clock.left_us) : Json{};
  before["tasks"] = Json::array();
  for (auto const& task : tasks_of(view_of(unit), report.id))
    if (!is_over(task.state)) before["tasks"].push_back({{"id", task.id.value}, {"state", to_text(task.state)}});
  return before;
}

void perform(Unit& unit, Case& report, BulkAct const& act) {
  switch (act.kind) {
    case BulkKind::assign:
      return assign(unit, report, act.to);
    case BulkKind::reply:
      return reply(unit, report, act.message);
    case BulkKind::close:
      return close(unit, report, {.comment = act.message, .outcome = act.outcome});
    case BulkKind::priority:
      return set_priority(unit, report, act.priority);
    case BulkKind::tag:
      tag_case(unit, report, act.tag);
  }
}

ItemResult do_one(Unit& unit, CaseId id, BulkAct const& act) {
  auto report = load_case(view_of(unit), id);
  auto before = snapshot(unit, report);
  auto const last = newest_event(unit.tx);
  perform(unit, report, act);
  before["events"] = Json::array();
  for (auto const event : events_since(view_of(unit), id, last)) {
    hold_mails(unit, event, unit.now + bulk_undo_time);
    before["events"].push_back(event.value);
  }
  return {.row = {.case_id = id, .before = to_text(before), .revision = load_case(view_of(unit), id).revision}};
}

ItemResult try_one(Unit& unit, CaseId id, BulkAct const& act) {
  try {
    return unit.tx.attempt([&] { return do_one(unit, id, act); });
  } catch (Refusal const& refusal) {
    return {.outcome = BulkOutcome::refused, .reason = in_english(refusal.message), .row = {.case_id = id, .before = "{}"}};
  }
}

void restore_tasks(Unit& unit, Json const& before) {
  for (auto const& kept : before.at("tasks")) {
    auto task = task_by_id(view_of(unit), TaskId{kept.at("id").get<std::int64_t>()});
    if (!task || !is_over(task->state)) continue;
    task->state = task_state_from(kept.at("state").get<std::string>());
    task->ended_at.reset();
    ++task->version;
    save_task(unit, *task);
    append(unit, "task.assigned", {.case_id = task->case_id, .task_id = task->id, .crew_id = task->crew},
           Json{{"number", task->number}, {"case_number", task->case_number}, {"title", task->title}, {"restored", true}});
  }
}

void open_as_before(Unit& unit, Case& report, Json const& before) {
  enter_state(unit, report, {.to = before.at("state").get<std::string>(), .by = "undo"}, {});
  report.state_since = from_micros(before.at("state_since").get<std::int64_t>());
  report.queue = before.at("queue").get<std::string>();
  report.due_at = time_from(before.at("due_at"));
  report.clock.moves_at = time_from(before.at("moves_at"));
  report.clock.period = before.at("period").get<std::string>();
  report.clock.left_us = before.at("left_us").is_null() ? std::nullopt : std::optional{before.at("left_us").get<std::int64_t>()};
  report.public_note = before.at("note").get<std::string>();
  save(unit, report);
  restore_tasks(unit, before);
}

void withdraw_reply(Unit& unit, Case& report, Json const& before) {
  report.public_note = before.at("note").get<std::string>();
  save(unit, report);
  append(unit, "case.reply_withdrawn", {.case_id = report.id}, Json{{"replies", before.at("events")}});
}

struct Undoing {
  BulkKind kind;
  Json before;
  std::string tag;
};

void put_back(Unit& unit, Case& report, Undoing const& undoing) {
  auto const& before = undoing.before;
  switch (undoing.kind) {
    case BulkKind::assign:
      return assign(unit, report,
                    {.queue = before.at("queue").get<std::string>(), .assignee = AccountId{before.at("assignee").get<std::int64_t>()}});
    case BulkKind::priority:
      return set_priority(unit, report, before.at("priority").get<int>());
    case BulkKind::close:
      return open_as_before(unit, report, before);
    case BulkKind::reply:
      return withdraw_reply(unit, report, before);
    case BulkKind::tag:
      untag_case(unit, report, undoing.tag);
  }
}

/// Nobody hears of what was undone in time, nor of the undoing.
void undo_one(Unit& unit, BulkRow const& row, Undoing const& undoing) {
  auto report = load_case(view_of(unit), row.case_id);
  if (report.revision != row.revision) throw conflict("case.changed", _("Somebody has changed it since."), _("Look at the request."));
  auto const last = newest_event(unit.tx);
  put_back(unit, report, undoing);
  for (auto const& event : undoing.before.at("events")) silence_mails(unit, EventId{event.get<std::int64_t>()});
  for (auto const event : events_since(view_of(unit), report.id, last)) silence_mails(unit, event);
}

void check_undo(Unit const& unit, BulkRecord const& record) {
  if (record.account != unit.actor.account)
    throw forbidden("bulk.not_yours", _("Only {name} can undo this.").with("name", record.by), _("Change the requests one by one."));
  if (record.undone_at) throw conflict("bulk.undone", _("This was undone already."));
  if (record.undo_until < unit.now)
    throw conflict("bulk.too_late", _("This can no longer be undone: the mails have gone out."), _("Change the requests one by one."));
}

}  // namespace

std::string_view to_text(BulkKind kind) { return kinds.at(static_cast<std::size_t>(kind)); }

std::optional<BulkKind> bulk_kind_from(std::string_view word) {
  auto const found = std::find(kinds.begin(), kinds.end(), word);
  return found == kinds.end() ? std::nullopt : std::optional{static_cast<BulkKind>(found - kinds.begin())};
}

std::optional<Message> obstacle_to(View const& view, BulkKind kind, Case const& report) {
  if (kind == BulkKind::close && report.closed()) return _("It is closed already.");
  if (kind == BulkKind::tag || kind == BulkKind::reply) return std::nullopt;
  if (auto const main = main_of(view, report)) return _("It is handled together with {number}.").with("number", main->number);
  return std::nullopt;
}

std::int64_t do_bulk(Unit& unit, BulkAct const& act, std::vector<CaseId> const& cases) {
  require(unit.actor, permission_for(act.kind));
  check(act, cases);
  auto const id = unit.city.ids().next();
  insert_bulk(unit, id, act.kind, to_text(Json{{"tag", normal_tag(act.tag)}, {"message", act.message}}));
  std::size_t done = 0;
  for (auto const case_id : cases) {
    auto const result = try_one(unit, case_id, act);
    insert_item(unit, id, result);
    if (result.outcome == BulkOutcome::done) ++done;
  }
  append(unit, "bulk.done", {}, Json{{"bulk", std::to_string(id)}, {"kind", to_text(act.kind)}, {"cases", done}});
  return id;
}

void undo_bulk(Unit& unit, std::int64_t id) {
  auto const record = bulk_record(view_of(unit), id);
  check_undo(unit, record);
  auto const tag = bulk_tag(view_of(unit), id);
  std::size_t undone = 0;
  for (auto const& row : done_items(view_of(unit), id)) {
    ItemResult result{.outcome = BulkOutcome::undone, .row = row};
    try {
      unit.tx.attempt([&] { undo_one(unit, row, {record.kind, *parse_json(row.before), tag}); });
      ++undone;
    } catch (Refusal const& refusal) {
      result.outcome = BulkOutcome::kept;
      result.reason = in_english(refusal.message);
    }
    settle_item(unit, id, result);
  }
  mark_undone(unit, id);
  append(unit, "bulk.undone", {}, Json{{"bulk", std::to_string(id)}, {"cases", undone}});
}

}  // namespace cityhall
