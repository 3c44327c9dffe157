#include "kernel/cases/correction.h"

#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/case_facts.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/clock.h"
#include "kernel/cases/family.h"
#include "kernel/cases/state.h"
#include "kernel/city.h"
#include "kernel/definitions/answers.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/evaluate.h"

namespace cityhall {
namespace {

Json object_from(std::string_view text) {
  if (text.empty()) return Json::object();
  auto parsed = parse_json(text);
  return parsed && parsed->is_object() ? std::move(*parsed) : Json::object();
}

/// Every answer of the case, the personal ones too.
Json all_answers(View const& view, Case const& report) {
  auto answers = object_from(report.answers);
  auto const personal = object_from(stored_personal_answers(view.reader, report.id));
  for (auto const& [id, answer] : personal.items()) answers[id] = answer;
  return answers;
}

/// The answers that the other service asks for, too, and accepts.
Json answers_that_fit(Json const& before, DefinitionPtr const& definition) {
  auto kept = Json::object();
  for (auto const& [id, answer] : before.items()) {
    auto const* question = definition->question(id);
    if (question == nullptr) continue;
    auto const checked = validate_answer(*question, answer);
    if (checked.errors.empty() && checked.answers->contains(id)) kept[id] = checked.answers->at(id);
  }
  return kept;
}

/// The place and the photos of the case are answers, whatever the questions are called.
void answer_from_case(View const& view, Case const& report, DefinitionPtr const& to, Json& answers) {
  auto const* place = to->place_question();
  if (place != nullptr && !answers.contains(place->id) && !report.place.empty()) {
    auto where = Json::object();
    if (report.place.point) where = {{"lat", report.place.point->latitude}, {"long", report.place.point->longitude}};
    if (!report.place.address.empty()) where["address"] = report.place.address;
    answers[place->id] = std::move(where);
  }
  auto const upload = std::find_if(to->questions.begin(), to->questions.end(), [](Question const& one) { return one.is_upload(); });
  if (upload == to->questions.end() || answers.contains(upload->id)) return;
  auto photos = Json::array();
  for (auto const& file : files_of(view, report.id))
    if (file.purpose == FilePurpose::reported) photos.push_back(to_text(file.file));
  if (!photos.empty()) answers[upload->id] = std::move(photos);
}

struct Carried {
  Json answers;
  CheckedAnswers checked;
};

Carried carry(View const& view, Case const& report, DefinitionPtr const& to, Json const& given) {
  auto answers = answers_that_fit(all_answers(view, report), to);
  answer_from_case(view, report, to, answers);
  for (auto const& [id, answer] : given.items())
    if (!answer.is_null()) answers[id] = answer;
  auto const facts = facts_beside(view.city, *to, known_place(view.city, report), view.city.clock().now());
  auto checked =
      validate_answers(to, answers, {.channel = definition_channel(*to, report.channel), .language = report.language, .facts = &facts});
  return {std::move(answers), std::move(checked)};
}

Question const* question_of(Definition const& definition, FieldError const& error) {
  return definition.question(error.field.substr(0, error.field.find('.')));
}

/// Uploads are not asked again: nobody at a desk has the photo.
void forgive(std::vector<FieldError>& errors, Definition const& definition, Json const& given, bool leave_unanswered) {
  std::erase_if(errors, [&](FieldError const& error) {
    auto const* question = question_of(definition, error);
    return question != nullptr && (question->is_upload() || (leave_unanswered && !given.contains(question->id)));
  });
}

DefinitionPtr service_named(Unit& unit, std::string_view service) {
  if (auto found = unit.city.definitions.get()->find(service)) return found;
  throw invalid_fields({{"service", "unknown", _("There is no such service.")}});
}

void write_answers(Unit& unit, Case& report, Json const& answers) {
  auto open = Json::object();
  auto personal = Json::object();
  for (auto const& [id, answer] : answers.items()) {
    auto const* question = report.definition->question(id);
    (question != nullptr && question->personal ? personal : open)[id] = answer;
  }
  report.answers = to_text(open);
  save_personal_answers(unit, report.id, personal.empty() ? "{}" : to_text(personal));
}

/// A case that had no place gets the one that was answered now.
void take_place(Unit& unit, Case& report, Json const& answers) {
  auto const* question = report.definition->place_question();
  if (question == nullptr || !report.place.empty() || !answers.contains(question->id)) return;
  auto const& answer = answers.at(question->id);
  Place place{.address = text_of(answer, "address")};
  if (answer.contains("lat")) place.point = Point{answer.at("lat").get<double>(), answer.at("long").get<double>()};
  report.place = locate(view_of(unit), place);
  save_place(unit, report);
}

void direct_anew(Unit& unit, Case& report) {
  auto facts = facts_of(unit.city, report, {}, unit.now);
  report.priority = priority(*report.definition, facts);
  facts.set("priority", report.priority);
  auto const routing = route(*report.definition, facts);
  report.queue = routing.queue;
  report.owner = routing.owner;
  report.handoff = routing.handoff;
}

void begin_anew(Unit& unit, Case& report) {
  report.state = report.definition->workflow.start;
  report.state_since = unit.now;
  direct_anew(unit, report);
  report.due_at.reset();
  report.clock = {};
  auto const calendar = unit.city.calendar.get();
  auto const& start = state_of(report, report.state);
  start_clock(report, start, *calendar, unit.now);
  restart_clock(report, start, *calendar, report.opened_at);  // the promise counts from when the resident told us
}

/// Only what was chosen, and what was asked besides.
Json chosen_answers(View const& view, Case const& report, SplitOff const& part) {
  auto chosen = Json::object();
  auto const all = all_answers(view, report);
  for (auto const& id : part.questions)
    if (all.contains(id)) chosen[id] = all.at(id);
  auto const given = object_from(part.answers);
  for (auto const& [id, answer] : given.items())
    if (!answer.is_null()) chosen[id] = answer;
  return chosen;
}

void copy_company(Unit& unit, Case const& report, CaseId fresh, SplitOff const& part) {
  for (auto const& file : files_of(view_of(unit), report.id))
    if (std::find(part.files.begin(), part.files.end(), file.file) != part.files.end()) insert_file(unit, fresh, file);
  for (auto const& follower : followers_of(view_of(unit), report.id)) follow(unit, fresh, follower.party, follower.language);
}

}  // namespace

CarriedAnswers carry_answers(View const& view, Case const& report, DefinitionPtr const& to, std::string_view given) {
  auto carried = carry(view, report, to, object_from(given));
  forgive(carried.checked.errors, *to, {}, false);
  CarriedAnswers result{.answers = to_text(carried.answers)};
  for (auto const& error : carried.checked.errors)
    if (auto const* question = question_of(*to, error)) result.missing.push_back(question->id);
  return result;
}

void correct_service(Unit& unit, Case& report, Correction const& correction) {
  require(unit.actor, "issues.triage");
  refuse_member(view_of(unit), report);
  auto const definition = service_named(unit, correction.service);
  if (definition->id == report.service) return;
  if (report.closed()) throw conflict("case.already_closed", _("This request is already closed."), _("Reopen it first."));
  auto const given = object_from(correction.answers);
  auto carried = carry(view_of(unit), report, definition, given);
  forgive(carried.checked.errors, *definition, given, correction.leave_unanswered);
  if (!carried.checked.errors.empty()) throw invalid_fields(std::move(carried.checked.errors));
  auto const from = report.service;
  bool const paused = report.paused();
  report.service = definition->id;
  report.version = definition->version;
  report.definition = definition;
  take_place(unit, report, *carried.checked.answers);
  write_answers(unit, report, *carried.checked.answers);
  show_files_as_service(unit, report);
  begin_anew(unit, report);
  if (paused) end_pause(unit, report);  // the new service's clock begins anew
  if (report.paused()) begin_pause(unit, report, std::nullopt);
  save(unit, report);
  append(unit, "case.service_changed", {.case_id = report.id, .party_id = report.reporter},
         Json{{"from", from}, {"to", report.service}, {"queue", report.queue}, {"opened_at", to_micros(report.opened_at)}});
}

OpenedCase split(Unit& unit, Case& report, SplitOff const& part) {
  require(unit.actor, "issues.triage");
  auto const definition = service_named(unit, part.service.empty() ? report.service : part.service);
  auto const chosen = chosen_answers(view_of(unit), report, part);
  // The part came in the way the whole did: its channel decides which questions are asked.
  auto actor = unit.actor;
  actor.channel = report.channel;
  Unit as_reported{unit.city, unit.tx, actor, unit.now};
  auto answers = answers_that_fit(chosen, definition);
  auto const given = object_from(part.answers);  // named: a loop over a temporary's items outlives it
  for (auto const& [id, answer] : given.items())
    if (!answer.is_null()) answers[id] = answer;
  answer_from_case(view_of(unit), report, definition, answers);
  auto const opened = open_case(as_reported, {.service = definition->id,
                                              .definition = definition,
                                              .answers = to_text(answers),
                                              .place = report.place,
                                              .description = part.description,
                                              .party = report.reporter,
                                              .language = report.language});
  copy_company(unit, report, opened.id, part);
  save(unit, report);
  append(unit, "case.split", {.case_id = report.id, .party_id = report.reporter}, Json{{"part", opened.number}});
  append(unit, "case.split", {.case_id = opened.id, .party_id = report.reporter}, Json{{"from", report.number}});
  return opened;
}

}  // namespace cityhall
