#include <fmt/format.h>

#include "base/text.h"
#include "kernel/definitions/definition_set.h"
#include "services/open311/answer.h"
#include "services/open311/handlers.h"
#include "services/open311/offers.h"

namespace cityhall::open311 {
namespace {

void check_call(Call const& call) {
  std::vector<api::Fault> faults;
  check_jurisdiction(call, trim(call.request.query.get("jurisdiction_id")), faults);
  refuse_faults(faults);
}

/// The newest change of any service, so that clients know when to read the list again.
std::string changeset(Call const& call, TimeZone const& zone) {
  Time newest{};
  auto const set = call.city.definitions.get();
  for (auto const& definition : set->current())
    for (auto const* version : set->versions(definition->id)) newest = std::max(newest, version->published);
  return zone.to_rfc3339(newest);
}

}  // namespace

web::Response show_discovery(Call& call) {
  Spelling const spelling{call};
  auto const settings = call.city.settings.get();
  auto const since = changeset(call, spelling.zone());
  auto contact = settings->name;
  for (auto const& part : {settings->email, settings->phone})
    if (!part.empty()) contact += ", " + part;
  api::Discovery const discovery{since, contact, "Ask for an API key: " + contact,
                                 {{"http://wiki.open311.org/GeoReport_v2", address_of(call, "/open311/v2"), since,
                                   settings->demo ? "test" : "production", {"text/xml", "application/json"}}}};
  return spelling.answer(api::write(discovery, spelling.style()));
}

web::Response list_services(Call& call) {
  check_call(call);
  Spelling const spelling{call};
  std::vector<api::Service> services;
  auto const definitions = call.city.definitions.get();  // held: the loop outlives a temporary
  for (auto const& definition : definitions->current())
    if (is_offered(*definition)) services.push_back(service_of(*definition, call.language));
  return spelling.answer(api::write(std::span<api::Service const>{services}, spelling.style()));
}

web::Response show_service(Call& call) {
  check_call(call);
  auto const code = call.path_value("code");
  auto const definition = call.city.definitions.get()->find_code(code);
  if (!definition || !is_offered(*definition)) refuse_faults({{404, fmt::format("service_code \"{}\" was not found", shorten(code, 60))}});
  Spelling const spelling{call};
  return spelling.answer(api::write(attributes_of(*definition, call.language), spelling.style()));
}

}  // namespace cityhall::open311
