#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/case_facts.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/clock.h"
#include "kernel/cases/tracking.h"
#include "kernel/cases/work_order.h"
#include "kernel/city.h"
#include "kernel/definitions/answers.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/evaluate.h"
#include "kernel/delegations/delegated_case.h"
#include "kernel/directory/directory.h"
#include "kernel/places/street.h"
#include "kernel/places/zone.h"

namespace cityhall {
namespace {

/// Everything about a case that is being opened; filled from top to bottom.
struct Opening {
  Unit& unit;
  NewCase const& fresh;
  DefinitionPtr definition;
  Place place{};
  std::shared_ptr<ZoneSet const> zone_set{};
  std::vector<Zone const*> zones{};
  std::string channel{};
  std::string language{};
  Json given{};
  Json known{};  // what the program knows of the place
  Json answers{};
  Json personal = Json::object();
  std::vector<FieldError> errors{};
};

DefinitionPtr definition_for(City const& city, NewCase const& fresh) {
  auto definition = fresh.definition ? fresh.definition : city.definitions.get()->find(fresh.service);
  if (definition) return definition;
  throw invalid("case.service_unknown", _("There is no service “{service}”.").with("service", fresh.service),
                _("Choose one from the list of services."), {{"service", "unknown", _("There is no such service.")}});
}

void read_given(Opening& opening) {
  opening.given = Json::object();
  if (opening.fresh.answers.empty()) return;
  auto parsed = parse_json(opening.fresh.answers, {.bytes = 256U * 1024, .depth = 16});
  if (!parsed || !parsed->is_object()) throw invalid("case.answers", _("The answers cannot be read."));
  opening.given = std::move(*parsed);
}

/// The place as it was given beside the answers, else in the answer to the question for it.
Place given_place(Opening const& opening, Question const* question) {
  if (!opening.fresh.place.empty() || question == nullptr || !opening.given.contains(question->id)) return opening.fresh.place;
  auto const checked = validate_answer(*question, opening.given.at(question->id));
  if (!checked.errors.empty() || !checked.answers->contains(question->id)) return {};
  auto const& answer = checked.answers->at(question->id);
  Place place{.address = text_of(answer, "address")};
  if (answer.contains("lat")) place.point = Point{answer.at("lat").get<double>(), answer.at("long").get<double>()};
  return place;
}

void find_place(Opening& opening) {
  auto const* question = opening.definition->place_question();
  try {
    opening.place = locate(view_of(opening.unit), given_place(opening, question));
  } catch (Refusal const& refusal) {
    // Told together with the other wrong fields.
    auto const field = question != nullptr ? question->id : std::string{"place"};
    opening.errors.push_back({field, refusal.code, refusal.message});
  }
  auto const& city = opening.unit.city;
  opening.zone_set = city.zones.get();
  auto const streets = city.streets.get();
  Street const* street = nullptr;
  if (opening.place.point) {
    opening.zones = opening.zone_set->at(*opening.place.point);
    street = streets->nearest(*opening.place.point);
  }
  opening.known = place_facts(opening.place, opening.zones, street);
  if (question == nullptr || opening.place.empty()) return;
  auto& answer = opening.given[question->id];
  if (!answer.is_object()) answer = Json::object();
  for (auto const* member : {"lat", "long", "address"})
    if (opening.known.contains(member)) answer[member] = opening.known.at(member);
}

/// Somebody who reports for others keeps to the area and the services of the delegation, in every channel.
DelegatedAnswer check_delegation(Opening& opening) {
  CaseToBe fresh{.definition = *opening.definition};
  for (auto const* zone : opening.zones) fresh.zones.push_back(zone->id);
  auto const* question = opening.definition->place_question();
  fresh.place_field = question != nullptr ? question->id : std::string{"place"};
  auto answer = ask_delegation(opening.unit, fresh);
  opening.errors.insert(opening.errors.end(), answer.errors.begin(), answer.errors.end());
  return answer;
}

/// Photos that came beside the answers are the answer to the first question for uploads.
void answer_uploads(Opening& opening) {
  if (opening.fresh.files.empty()) return;
  for (auto const& question : opening.definition->questions) {
    if (!question.is_upload() || opening.given.contains(question.id)) continue;
    auto ids = Json::array();
    for (auto const file : opening.fresh.files) ids.push_back(to_text(file));
    opening.given[question.id] = std::move(ids);
    return;
  }
}

void check_answers(Opening& opening) {
  auto const facts = facts_beside(opening.unit.city, *opening.definition, opening.known, opening.unit.now);
  auto checked =
      validate_answers(opening.definition, opening.given, {.channel = opening.channel, .language = opening.language, .facts = &facts});
  for (auto& error : checked.errors) {
    bool const told =
        std::any_of(opening.errors.begin(), opening.errors.end(), [&](FieldError const& known) { return known.field == error.field; });
    if (!told) opening.errors.push_back(std::move(error));
  }
  for (auto& [id, answer] : checked.answers->items()) {
    auto const* asked = opening.definition->question(id);
    (asked != nullptr && asked->personal ? opening.personal : opening.answers)[id] = std::move(answer);
  }
}

void check_person(Opening& opening) {
  if (opening.fresh.party) return;
  auto const auth = opening.definition->who.auth;
  auto const& actor = opening.unit.actor;
  if (auth == Authentication::none || (actor.is_staff() && opening.definition->who.assisted)) return;
  bool const signed_in = static_cast<bool>(actor.account);
  if (auth == Authentication::account && !signed_in) throw unauthenticated();
  if (auth == Authentication::verified_email && !signed_in && !opening.fresh.reporter.verified)
    opening.errors.push_back({"email", "unverified", _("This service needs an e-mail address that you have confirmed.")});
  if (auth == Authentication::email && !signed_in && trim(opening.fresh.reporter.email).empty())
    opening.errors.push_back({"email", "required", _("This service needs your e-mail address.")});
}

void check_description(Opening& opening) {
  if (length(opening.fresh.description) > 4000)
    opening.errors.push_back({"description", "too_long", _("A description has at most 4,000 characters.")});
}

PartyId reporter_of(Opening& opening) {
  auto const& actor = opening.unit.actor;
  if (opening.fresh.party) return opening.fresh.party;
  if (opening.fresh.reporter.empty()) return actor.kind == ActorKind::resident ? actor.party : PartyId{};
  auto party = opening.fresh.reporter;
  if (party.language.empty()) party.language = opening.language;
  try {
    return find_or_make_party(opening.unit, party);
  } catch (Refusal const& refusal) {
    opening.errors.insert(opening.errors.end(), refusal.fields.begin(), refusal.fields.end());
    return {};
  }
}

/// The state in which a crew is on its way: the start, where it waits for what the crew does; else where the action leads that sends one.
State const* state_after_dispatch(Case const& report, State const& start) {
  for (auto const& [event, to] : start.on)
    if (event.starts_with("work-order-")) return &start;
  for (auto const& action : start.actions)
    if (action.creates == "work-order") return report.definition->workflow.state(action.to);
  return &start;
}

Case build_case(Opening& opening, PartyId reporter) {
  auto const& fresh = opening.fresh;
  auto const now = opening.unit.now;
  Case report{.id = opening.unit.city.ids().make<CaseId>(),
              .service = opening.definition->id,
              .version = opening.definition->version,
              .definition = opening.definition,
              .state = opening.definition->workflow.start,
              .channel = opening.unit.actor.channel,
              .language = opening.language,
              .title = without_control_characters(fresh.title),
              .description = without_control_characters(fresh.description),
              .answers = to_text(opening.answers),
              .place = opening.place,
              .reporter = reporter,
              .agency = fresh.agency,
              .external_source = fresh.external_source,
              .external_id = fresh.external_id,
              .opened_at = now,
              .updated_at = now,
              .state_since = now};
  for (auto const* zone : opening.zones) report.zones.push_back(zone->id);
  return report;
}

/// Sets priority, queue, owner, state and clock. Gives the crew that is sent at once, or null.
Crew const* direct(Opening& opening, Case& report, Directory const& directory) {
  auto answers = opening.answers;
  for (auto const& [id, answer] : opening.personal.items()) answers[id] = answer;
  auto facts = facts_from(opening.unit.city, report, {.answers = answers, .place = &opening.known}, opening.unit.now);
  report.priority = priority(*opening.definition, facts);
  facts.set("priority", report.priority);
  auto const routing = route(*opening.definition, facts);
  report.queue = routing.queue;
  report.owner = routing.owner;
  report.handoff = routing.handoff;
  auto const reasons = reasons_to_deny(*opening.definition, facts);
  if (!reasons.empty())
    throw invalid("case.not_eligible", _("{reason}").with("reason", std::string{reasons.front()->in(opening.language)}));
  auto const* start = report.definition->workflow.state(report.state);
  if (auto queue = fill_in(start->queue, facts); queue && !start->queue.empty()) report.queue = *queue;
  auto const* crew = routing.dispatch ? directory.crew_for(report.queue, report.zones) : nullptr;
  auto const calendar = opening.unit.city.calendar.get();
  start_clock(report, *start, *calendar, opening.unit.now);
  auto const* state = crew == nullptr ? start : state_after_dispatch(report, *start);
  if (state != start && state != nullptr) {
    report.state = state->id;
    start_clock(report, *state, *calendar, opening.unit.now);
  }
  return crew;
}

void append_opened(Unit& unit, Case const& report) {
  Json data{{"number", report.number}, {"service", report.service},   {"state", report.state},
            {"queue", report.queue},   {"priority", report.priority}, {"channel", to_text(report.channel)}};
  if (report.due_at) data["due_at"] = to_rfc3339(*report.due_at);
  if (!report.place.address.empty()) data["address"] = report.place.address;
  append(unit, "case.opened", {.case_id = report.id, .party_id = report.reporter}, data);
}

void write(Opening& opening, Case& report) {
  auto& unit = opening.unit;
  report.number = next_number(unit, opening.definition->number);
  insert_case(unit, report,
              {.personal_answers = opening.personal.empty() ? std::string{} : to_text(opening.personal),
               .reporter_name = std::string{trim(opening.fresh.reporter.name)}});
  auto const visibility = shows_photos(*opening.definition) ? FileVisibility::public_ : FileVisibility::reporter;
  for (auto const file : opening.fresh.files)
    insert_file(unit, report.id, {.file = file, .purpose = FilePurpose::reported, .visibility = visibility});
  if (report.paused()) begin_pause(unit, report, std::nullopt);
  append_opened(unit, report);
}

}  // namespace

OpenedCase open_case(Unit& unit, NewCase const& fresh) {
  Opening opening{.unit = unit, .fresh = fresh, .definition = definition_for(unit.city, fresh)};
  opening.channel = definition_channel(*opening.definition, unit.actor.channel);
  opening.language = unit.city.settings.get()->language_for(fresh.language);
  opening.answers = Json::object();
  if (!fresh.external_id.empty() && case_id_by_external(view_of(unit), fresh.external_source, fresh.external_id))
    throw conflict("case.doubled", _("The request {id} is here already.").with("id", fresh.external_id));
  read_given(opening);
  find_place(opening);
  auto const delegated = check_delegation(opening);
  answer_uploads(opening);
  check_answers(opening);
  check_person(opening);
  check_description(opening);
  auto const reporter = reporter_of(opening);
  if (!opening.errors.empty()) throw invalid_fields(std::move(opening.errors));
  auto report = build_case(opening, reporter);
  if (delegated.delegation) report.agency = delegated.delegation->source;
  auto const directory = unit.city.directory.get();
  auto const* crew = direct(opening, report, *directory);
  write(opening, report);
  if (delegated.delegation) note_delegated_case(unit, delegated.delegation->id, report.id);
  if (crew != nullptr) send_crew(unit, report, {.crew = crew->id});
  return {.id = report.id,
          .number = report.number,
          .secret = tracking_secret(unit.city, report.id),
          .opened_at = report.opened_at,
          .due_at = report.due_at};
}

}  // namespace cityhall
