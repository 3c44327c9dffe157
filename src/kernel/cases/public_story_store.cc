#include <algorithm>
#include <set>

#include "base/json.h"
#include "kernel/cases/family.h"
#include "kernel/cases/public_story.h"
#include "kernel/cases/screening.h"
#include "kernel/city.h"
#include "kernel/definitions/definition.h"
#include "kernel/events/event.h"

namespace cityhall {
namespace {

std::optional<PublicStepKind> public_kind(std::string_view event_type) {
  if (event_type == "case.state_changed") return PublicStepKind::moved;
  if (event_type == "task.created") return PublicStepKind::given;
  if (event_type == "task.started") return PublicStepKind::begun;
  if (event_type == "case.closed") return PublicStepKind::closed;
  if (event_type == "case.reopened") return PublicStepKind::reopened;
  if (event_type == "case.replied") return PublicStepKind::replied;
  return std::nullopt;
}

/// Replies that were taken back before anybody was told.
std::set<EventId> taken_back(std::vector<Event> const& events) {
  std::set<EventId> ids;
  for (auto const& event : events) {
    if (event.type != "case.reply_withdrawn") continue;
    auto const data = parse_json(event.data);
    if (!data || !data->contains("replies")) continue;
    for (auto const& reply : data->at("replies")) ids.insert(EventId{reply.get<std::int64_t>()});
  }
  return ids;
}

PublicStep step_of(Event const& event, PublicStepKind kind, Json const& data) {
  PublicStep step{.kind = kind, .at = event.at};
  if (kind == PublicStepKind::given || kind == PublicStepKind::begun) return step;  // what crews and dispatchers write is theirs
  step.text = without_contacts(text_of(data, "message"));
  if (kind == PublicStepKind::replied) return step;
  step.state = text_of(data, "to");
  step.outcome = text_of(data, "outcome");
  return step;
}

/// "A crew has it" and "Given to a crew" of the same moment are one thing; a second work order or another start is no news.
bool says_nothing_new(std::vector<PublicStep> const& told, PublicStep const& step) {
  if (step.kind != PublicStepKind::given && step.kind != PublicStepKind::begun)
    return step.kind == PublicStepKind::moved && step.text.empty() && !told.empty() && told.back().kind == PublicStepKind::moved &&
           told.back().state == step.state;
  for (auto before = told.rbegin(); before != told.rend() && before->kind != PublicStepKind::reopened; ++before)
    if (before->kind == step.kind || (step.kind == PublicStepKind::given && before->kind == PublicStepKind::moved && before->at == step.at))
      return true;
  return false;
}

/// The work order is made in the same moment after the state; where the state follows it, the state says it better.
void add_step(std::vector<PublicStep>& told, PublicStep step) {
  if (says_nothing_new(told, step)) return;
  bool const says_it_better =
      step.kind == PublicStepKind::moved && !told.empty() && told.back().kind == PublicStepKind::given && told.back().at == step.at;
  if (says_it_better) told.pop_back();
  told.push_back(std::move(step));
}

/// The finished work first, its newest photo before the others; then the others as they came.
bool shown_before(PublicPhoto const& a, PublicPhoto const& b) {
  if (a.after() != b.after()) return a.after();
  return a.after() ? b.at < a.at : a.at < b.at;
}

PublicPhoto photo_from(store::Row const& row) {
  auto const purpose = row.get<std::string_view>(2);
  return {.file = row.get<FileId>(1),
          .purpose = purpose == "work_after"    ? FilePurpose::work_after
                     : purpose == "work_before" ? FilePurpose::work_before
                                                : FilePurpose::reported,
          .at = row.get<Time>(3)};
}

}  // namespace

std::vector<PublicStep> public_steps(View const& view, PublicCase const& report) {
  std::vector<PublicStep> steps;
  auto const events = events_of(view, report.id);
  auto const withdrawn = taken_back(events);
  for (auto const& event : events) {
    auto const kind = public_kind(event.type);
    auto const data = parse_json(event.data);
    if (!kind || withdrawn.contains(event.id) || !data || !data->is_object()) continue;
    add_step(steps, step_of(event, *kind, *data));
  }
  // What was brought in from another system is closed without an event that says so.
  bool const ends = std::any_of(steps.begin(), steps.end(), [](PublicStep const& step) { return step.kind == PublicStepKind::closed; });
  if (report.closed_at && !ends)
    steps.push_back({.kind = PublicStepKind::closed, .at = *report.closed_at, .state = report.state, .outcome = report.outcome});
  return steps;
}

std::vector<PublicPhoto> public_photos(View const& view, PublicCase const& report) {
  std::vector<PublicPhoto> photos;
  std::set<FileId> const shown{report.files.begin(), report.files.end()};
  if (shown.empty()) return photos;
  for (auto const& file : family_files_of(view, report.id))
    if (shown.contains(file.file)) photos.push_back({.file = file.file, .purpose = file.purpose, .at = file.at});
  std::stable_sort(photos.begin(), photos.end(), shown_before);
  return photos;
}

std::map<CaseId, PublicPhoto> cover_photos(View const& view, std::vector<PublicCase> const& reports) {
  std::map<CaseId, PublicPhoto> covers;
  std::set<CaseId> cases;
  for (auto const& report : reports)
    if (!report.files.empty()) cases.insert(report.id);
  if (cases.empty()) return covers;
  store::Query query{R"sql(SELECT case_id, file_id, purpose, added_at FROM case_files)sql"};
  query.where("visibility = 'public'").where_in("case_id", cases);
  for (auto const row : view.reader.query(query.order_by("added_at, file_id"))) {
    auto const photo = photo_from(row);
    auto const [known, is_new] = covers.emplace(row.get<CaseId>(0), photo);
    if (!is_new && shown_before(photo, known->second)) known->second = photo;
  }
  return covers;
}

}  // namespace cityhall
