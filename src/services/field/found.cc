#include "services/field/found.h"

#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/definitions/definition.h"
#include "kernel/definitions/offered.h"
#include "services/page/questions.h"

namespace cityhall {

bool sends_a_crew(Definition const& definition) {
  auto const& states = definition.workflow.states;
  return std::any_of(definition.route.begin(), definition.route.end(), [](RouteRule const& rule) { return rule.dispatch; }) ||
         std::any_of(states.begin(), states.end(), [](State const& state) {
           return std::any_of(state.actions.begin(), state.actions.end(),
                              [](Action const& action) { return action.creates == "work-order"; });
         });
}

namespace {

std::optional<Point> point_in(web::Parameters const& fields, std::string const& latitude, std::string const& longitude) {
  return parse_point(std::string{fields.get(latitude)} + ", " + std::string{fields.get(longitude)});
}

/// A point of the map counts unless somebody typed another address over it; the device's own position only where nothing else helps.
Place place_in(Call const& call, web::Parameters const& fields) {
  auto const text = trim(fields.get("place"));
  if (auto const point = parse_point(text)) return {.point = *point};
  Place place{.address = std::string{text}};
  if (!text.empty() && fields.get("place.named") == text) place.point = point_in(fields, "place.lat", "place.long");
  if (place.point) return place;
  auto const device = parse_point(fields.get("place.device"));
  if (device && (text.empty() || !find_address(call.view(), text))) place.point = device;
  return place;
}

Json answers_in(Definition const& definition, web::Parameters const& fields) {
  auto answers = Json::object();
  for (auto const& question : definition.questions) {
    if (question.is_upload() || question.is_place()) continue;
    if (auto answer = answer_from(fields, question); !answer.is_null()) answers[question.id] = std::move(answer);
  }
  return answers;
}

}  // namespace

std::vector<DefinitionPtr> services_for_crews(Call const& call) {
  auto services = offered_through(*call.city.definitions.get(), "web", call.language);
  std::erase_if(services, [](DefinitionPtr const& definition) { return !sends_a_crew(*definition); });
  return services;
}

DefinitionPtr service_for_crews(Call const& call, std::string_view id) {
  for (auto& definition : services_for_crews(call))
    if (definition->id == id) return definition;
  throw not_found();
}

std::string found_version(Definition const& definition) { return definition.hash.substr(0, 12); }

FoundWork found_work(Call const& call, DefinitionPtr definition, web::Parameters const& fields, std::vector<FileId> files) {
  auto const answers = answers_in(*definition, fields);
  return {.id = std::string{fields.get("id")},
          .report = {.service = definition->id,
                     .definition = definition,
                     .answers = to_text(answers),
                     .place = place_in(call, fields),
                     .description = std::string{trim(fields.get("note"))},
                     .language = call.language,
                     .files = std::move(files)},
          .ours = fields.get("ours") == "yes",
          .device_time = call.now};
}

std::vector<FieldError> found_errors(std::vector<FieldError> errors, Definition const& definition) {
  auto const* place = definition.place_question();
  for (auto& error : errors) {
    if (place != nullptr && error.field.substr(0, error.field.find('.')) == place->id) error.field = "place";
    if (error.field == "description") error.field = "note";
  }
  return errors_for_questions(std::move(errors), definition.questions);
}

}  // namespace cityhall
