// Our extension: what a client may show before it sends a request. One rule with the web and the agents (kernel/cases/duplicates.h).
#include <fmt/format.h>

#include "base/text.h"
#include "kernel/cases/duplicates.h"
#include "kernel/definitions/definition_set.h"
#include "services/open311/handlers.h"
#include "services/open311/offers.h"
#include "services/open311/request_list.h"

namespace cityhall::open311 {
namespace {

std::string field_in(FieldList const& fields, std::string_view name) {
  for (auto const& [field, value] : fields)
    if (field == name) return value;
  return {};
}

DefinitionPtr service_in(Call const& call, FieldList const& fields, std::vector<api::Fault>& faults) {
  auto const code = field_in(fields, "service_code");
  auto definition = call.city.definitions.get()->find_code(code);
  if (definition && is_offered(*definition)) return definition;
  if (code.empty()) faults.push_back({400, "service_code was not provided"});
  else faults.push_back({404, fmt::format("service_code \"{}\" was not found", shorten(code, 60))});
  return {};
}

Place place_in(FieldList const& fields, std::vector<api::Fault>& faults) {
  auto const point = parse_point(field_in(fields, "lat") + ", " + field_in(fields, "long"));
  if (!point) faults.push_back({400, "lat and long were not provided, or are no place on earth"});
  return {.point = point};
}

}  // namespace

web::Response list_duplicates(Call& call) {
  Spelling const spelling{call};
  auto const fields = fields_of(call);
  std::vector<api::Fault> faults;
  check_jurisdiction(call, field_in(fields, "jurisdiction_id"), faults);
  auto const definition = service_in(call, fields, faults);
  auto const place = place_in(fields, faults);
  refuse_faults(faults);
  auto const words = field_in(fields, "description");
  std::vector<PublicCase> reports;
  for (auto& found : probable_duplicates(call.view(), {*definition, place, {}, words}, call.now))
    reports.push_back(std::move(found.report));
  return spelling.answer(request_list(call, spelling.style(), std::move(reports), field_in(fields, "extensions") == "true"));
}

}  // namespace cityhall::open311
