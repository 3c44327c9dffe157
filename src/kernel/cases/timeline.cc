#include "kernel/cases/timeline.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/json.h"
#include "kernel/cases/screening.h"
#include "kernel/city.h"
#include "kernel/definitions/evaluate.h"
#include "kernel/interactions/interaction.h"

namespace cityhall {
namespace {

/// What each event is called in a timeline, and who may read it.
struct Reading {
  std::string_view event;
  StepKind kind;
  Audience least;  // the smallest circle that sees it is the first that does: public, reporter, staff
};

constexpr std::array<Reading, 41> readings{{
    {"case.opened", StepKind::opened, Audience::public_},
    {"case.imported", StepKind::imported, Audience::public_},
    {"case.state_changed", StepKind::state_changed, Audience::public_},
    {"case.closed", StepKind::closed, Audience::public_},
    {"case.reopened", StepKind::reopened, Audience::public_},
    {"case.replied", StepKind::replied, Audience::reporter},
    {"case.reporter_wrote", StepKind::reporter_wrote, Audience::reporter},
    {"case.service_changed", StepKind::service_changed, Audience::reporter},
    {"case.updated_from_outside", StepKind::outside_update, Audience::staff},
    {"case.message_received", StepKind::message, Audience::staff},
    {"case.assigned", StepKind::assigned, Audience::staff},
    {"case.priority_changed", StepKind::priority_changed, Audience::staff},
    {"case.noted", StepKind::noted, Audience::staff},
    {"case.file_added", StepKind::file_added, Audience::staff},
    {"case.followed", StepKind::followed, Audience::staff},
    {"case.supported", StepKind::other, Audience::staff},
    {"case.rated", StepKind::other, Audience::staff},
    {"case.overdue", StepKind::overdue, Audience::staff},
    {"case.merged", StepKind::merged, Audience::public_},
    {"case.unmerged", StepKind::unmerged, Audience::public_},
    {"case.escalated", StepKind::escalated, Audience::staff},
    {"case.tagged", StepKind::tagged, Audience::staff},
    {"case.reply_withdrawn", StepKind::tagged, Audience::staff},
    {"case.asset_linked", StepKind::tagged, Audience::staff},
    {"case.asset_unlinked", StepKind::tagged, Audience::staff},
    {"incident.declared", StepKind::tagged, Audience::staff},
    {"case.split", StepKind::split, Audience::reporter},
    {"task.created", StepKind::task_created, Audience::public_},
    {"task.assigned", StepKind::task_moved, Audience::staff},
    {"task.accepted", StepKind::task_moved, Audience::staff},
    {"task.en_route", StepKind::task_moved, Audience::reporter},
    {"task.started", StepKind::task_moved, Audience::reporter},
    {"task.paused", StepKind::task_moved, Audience::staff},
    {"task.done", StepKind::task_done, Audience::staff},
    {"task.noted", StepKind::noted, Audience::staff},
    {"task.photographed", StepKind::file_added, Audience::staff},
    {"task.declined", StepKind::task_moved, Audience::staff},
    {"task.checked", StepKind::tagged, Audience::staff},
    {"task.unchecked", StepKind::tagged, Audience::staff},
    {"task.cancelled", StepKind::task_moved, Audience::staff},
    {"task.conflict", StepKind::task_moved, Audience::staff},
}};

Reading const* reading_of(std::string_view event_type) {
  auto const found = std::find_if(readings.begin(), readings.end(), [&](Reading const& known) { return known.event == event_type; });
  return found == readings.end() ? nullptr : &*found;
}

std::string text_or_number(Json const& data, std::string_view name) {
  auto const found = data.find(name);
  if (found == data.end() || found->is_null()) return {};
  return found->is_string() ? found->get<std::string>() : found->dump();
}

std::vector<FileId> files_in(Json const& data) {
  std::vector<FileId> files;
  auto const add = [&](Json const& id) {
    if (id.is_string()) files.push_back(FileId{parse_id(id.get_ref<std::string const&>())});
  };
  if (auto const list = data.find("files"); list != data.end() && list->is_array())
    for (auto const& id : *list) add(id);
  if (auto const one = data.find("file"); one != data.end()) add(*one);
  return files;
}

/// The clock and imports are; another body is not: what it says is marked as its own.
bool is_nobody(Event const& event, StepKind kind) { return event.actor_kind == ActorKind::system && kind != StepKind::outside_update; }

Step step_from(Event const& event, StepKind kind, Json const& data) {
  Step step{.kind = kind,
            .event = event.type,
            .id = event.id,
            .at = event.at,
            .by = is_nobody(event, kind) ? std::string{} : event.actor_name,
            .text = text_of(data, "message"),
            .from = text_or_number(data, "from"),
            .to = text_or_number(data, "to"),
            .outcome = text_of(data, "outcome"),
            .task = event.subject.task_id,
            .crew = event.subject.crew_id,
            .files = files_in(data)};
  if (step.text.empty()) step.text = text_of(data, "why");
  if (kind == StepKind::escalated) step.outcome = text_of(data, "step"), step.from = text_of(data, "moment");
  if (kind == StepKind::message) step.channel = text_of(data, "channel");
  if (kind == StepKind::tagged) step.to = event.type == "case.tagged" ? "#" + text_of(data, "tag") : text_of(data, "title");
  if (kind == StepKind::task_moved || kind == StepKind::task_done) step.to = text_of(data, "state");
  return step;
}

/// The other case: "into" and "from" where this one went, "member" and "part" where the other one came or left.
void name_other(Step& step, Json const& data) {
  if (step.kind != StepKind::merged && step.kind != StepKind::unmerged && step.kind != StepKind::split) return;
  for (auto const* name : {"into", "from"})
    if (data.contains(name)) step.outward = true, step.number = text_of(data, name);
  for (auto const* name : {"member", "part"})
    if (data.contains(name)) step.number = text_of(data, name);
}

bool is_state_step(StepKind kind) {
  return kind == StepKind::state_changed || kind == StepKind::closed || kind == StepKind::reopened || kind == StepKind::opened;
}

void label_state(Step& step, Case const& report, Json const& data, std::string_view language) {
  if (!is_state_step(step.kind)) return;
  if (step.kind == StepKind::opened) step.to = text_of(data, "state");
  if (auto const* state = report.definition->workflow.state(step.to)) step.state_label = public_label(*state, language);
}

/// People of the city act for their department; what they look like outside is its name.
void narrow(Step& step, Case const& report, Audience audience) {
  if (audience == Audience::staff) return;
  step.by = step.kind == StepKind::opened || step.kind == StepKind::reporter_wrote ? std::string{} : report.owner;
  if (step.kind == StepKind::task_created || step.kind == StepKind::task_moved) step.text.clear();
  if (audience == Audience::public_) step.text = without_contacts(step.text);
}

std::set<FileId> staff_files(View const& view, CaseId id) {
  std::set<FileId> hidden;
  for (auto const& file : files_of(view, id))
    if (file.visibility == FileVisibility::staff) hidden.insert(file.file);
  return hidden;
}

/// Each contact stands there as one step of its own, read from its row: words and names in it can be erased.
bool is_of_contact(std::string_view event_type) { return event_type.starts_with("interaction.") || event_type.starts_with("incoming."); }

Step step_of(View const& view, Interaction const& contact) {
  return {.kind = StepKind::contact,
          .event = "interaction.started",
          .at = contact.started,
          .by = agent_name(view, contact.agent),
          .text = contact.note,
          .from = contact.caller_name.empty() ? contact.caller_contact : contact.caller_name,
          .outcome = contact.wrap_up,
          .contact = contact.id,
          .channel = std::string{to_text(contact.channel)}};
}

void add_contacts(View const& view, CaseId id, std::vector<Step>& steps) {
  for (auto const& contact : interactions_about(view, id)) steps.push_back(step_of(view, contact));
  std::stable_sort(steps.begin(), steps.end(), [](Step const& a, Step const& b) { return a.at < b.at; });
}

}  // namespace

bool is_told(std::string_view event_type, Audience audience) {
  auto const* reading = reading_of(event_type);
  return audience >= (reading != nullptr ? reading->least : Audience::staff);
}

EventId last_told(View const& view, CaseId case_id, Audience audience) {
  EventId last{};
  for (auto const& event : events_of(view, case_id))
    if (is_told(event.type, audience)) last = event.id;
  return last;
}

std::vector<Step> timeline(View const& view, Case const& report, Audience audience, std::string_view language) {
  std::vector<Step> steps;
  auto const staff_only = audience == Audience::staff ? std::set<FileId>{} : staff_files(view, report.id);
  for (auto const& event : events_of(view, report.id)) {
    if (!is_told(event.type, audience) || is_of_contact(event.type)) continue;
    auto const* reading = reading_of(event.type);
    auto data = parse_json(event.data);
    if (!data || !data->is_object()) continue;
    auto step = step_from(event, reading != nullptr ? reading->kind : StepKind::other, *data);
    label_state(step, report, *data, language);
    name_other(step, *data);
    if (audience != Audience::staff && !step.number.empty() && !step.outward) continue;  // others' reports are theirs
    if (step.kind == StepKind::opened)
      step.text = audience == Audience::public_ ? without_contacts(report.description) : report.description;
    narrow(step, report, audience);
    if (audience != Audience::staff) std::erase_if(step.files, [&](FileId file) { return staff_only.contains(file); });
    steps.push_back(std::move(step));
  }
  if (audience == Audience::staff) add_contacts(view, report.id, steps);
  return steps;
}

}  // namespace cityhall
