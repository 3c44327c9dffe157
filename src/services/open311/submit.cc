#include <fmt/format.h>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/cases/case.h"
#include "kernel/definitions/definition_set.h"
#include "services/open311/answer.h"
#include "services/open311/handlers.h"
#include "services/open311/media.h"
#include "services/open311/offers.h"
#include "services/open311/token.h"

namespace cityhall::open311 {
namespace {

DefinitionPtr wanted_service(Call const& call, std::string_view code, std::vector<api::Fault>& faults) {
  if (code.empty()) return {};  // said already
  auto definition = call.city.definitions.get()->find_code(code);
  if (definition && is_offered(*definition)) return definition;
  faults.push_back({404, fmt::format("service_code \"{}\" was not found", shorten(code, 60))});
  return {};
}

Place place_of(Call const& call, api::NewRequest const& request, std::vector<api::Fault>& faults) {
  Place place{.address = request.address_string};
  if (request.point) place.point = Point{request.point->latitude, request.point->longitude};
  if (request.address_id.empty()) return place;
  place.address_id = PlaceId{parse_id(request.address_id)};
  if (!place.address_id || !address_by_id(call.view(), place.address_id))
    faults.push_back({404, fmt::format("address_id \"{}\" was not found", shorten(request.address_id, 60))});
  return place;
}

/// The definition's place question gets what was sent as lat, long and address.
void answer_place(Definition const& definition, Place const& place, Json& answers) {
  auto const* const question = definition.place_question();
  if (question == nullptr) return;
  Json where = Json::object();
  if (place.point) {
    where["lat"] = place.point->latitude;
    where["long"] = place.point->longitude;
  }
  if (!place.address.empty()) where["address"] = place.address;
  if (!where.empty()) answers[question->id] = std::move(where);
}

NewParty reporter_of(api::NewRequest const& request) {
  return {.name = std::string{trim(request.first_name + " " + request.last_name)}, .email = request.email, .phone = request.phone};
}

/// Faults of the answers, in the words of this API: the question lane is attribute[lane] to the client, the question about the place is lat
/// and long.
[[noreturn]] void refuse_in_our_words(Refusal refusal, Definition const& definition) {
  constexpr std::string_view prefix = "answers.";
  auto const* const place = definition.place_question();
  for (auto& field : refusal.fields) {
    if (field.field.starts_with(prefix)) field.field.erase(0, prefix.size());
    auto const id = field.field.substr(0, field.field.find('.'));
    if (place != nullptr && id == place->id) field.field = "lat, long, address_string";
    else if (definition.question(id) != nullptr) field.field = "attribute[" + id + "]";
  }
  throw refusal;
}

api::Created created(Call const& call, Definition const& definition, std::string const& number) {
  api::Created out{.service_notice = std::string{definition.next.in(call.language)}};
  switch (api::service_type(definition.open311.type).value_or(api::ServiceType::realtime)) {
    case api::ServiceType::realtime: out.id = number; break;
    case api::ServiceType::batch: out.token = token_for(call.city, number); break;
    case api::ServiceType::blackbox: break;
  }
  return out;
}

std::vector<FileId> uploaded(Call const& call) {
  std::vector<FileId> files;
  for (auto const& upload : call.uploads) files.push_back(upload.file);
  return files;
}

}  // namespace

web::Response create_request(Call& call) {
  require(call.actor, "open311.submit");
  auto const fields = fields_of(call);
  auto [request, faults] = api::read_new_request(fields);
  check_jurisdiction(call, request.jurisdiction_id, faults);
  auto const definition = wanted_service(call, request.service_code, faults);
  auto const place = place_of(call, request, faults);
  auto answers = definition ? answers_of(*definition, request.attributes, faults) : Json::object();
  refuse_faults(faults);
  answer_place(*definition, place, answers);
  auto unit = call.unit();
  try {
    auto const opened = open_case(unit, {.service = definition->id, .definition = definition, .answers = to_text(answers), .place = place,
                                         .description = request.description, .reporter = reporter_of(request), .language = call.language,
                                         .files = uploaded(call)});
    note_media(unit, opened.id, request.media_urls);
    Spelling const spelling{call};
    return spelling.answer(api::write(created(call, *definition, opened.number), spelling.style()));
  } catch (Refusal const& refusal) {
    refuse_in_our_words(refusal, *definition);
  }
}

web::Response show_token(Call& call) {
  auto const token = call.path_value("token");
  auto const number = number_in(call.city, token);
  if (!number || !case_id_by_number(call.view(), *number))
    refuse_faults({{404, fmt::format("token \"{}\" was not found", shorten(token, 60))}});
  Spelling const spelling{call};
  return spelling.answer(api::write(api::TokenAnswer{*number, std::string{token}}, spelling.style()));
}

}  // namespace cityhall::open311
