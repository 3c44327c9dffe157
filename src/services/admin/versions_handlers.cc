#include "services/admin/versions_handlers.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/definitions/city_context.h"
#include "kernel/definitions/definitions_store.h"
#include "kernel/definitions/rollback.h"
#include "services/admin/publishers.h"
#include "services/admin/versions_pages.h"

namespace cityhall {
namespace {

/// The version that the query names; without it `otherwise`.
PublishedDefinition const& asked(std::vector<PublishedDefinition const*> const& versions, std::string_view text, std::size_t otherwise) {
  if (text.empty()) return *versions.at(otherwise);
  auto const number = parse_id(text);
  auto const found = std::find_if(versions.begin(), versions.end(), [&](auto const* one) { return one->definition->version == number; });
  if (found == versions.end()) throw not_found(_("There is no such version."));
  return **found;
}

struct RollbackForm {
  std::int64_t version = 0;
};

}  // namespace

web::Response show_comparison(Call& call) {
  auto const definitions = call.city.definitions.get();
  auto const service = call.path_value("service");
  auto const versions = versions_of(*definitions, service);
  auto const& to = asked(versions, call.request.query.get("to"), 0);
  auto const& from = asked(versions, call.request.query.get("from"), std::min<std::size_t>(1, versions.size() - 1));
  Publishers publishers{call};
  ComparisonView view{.from = publishers.shown(from), .to = publishers.shown(to), .diff = diff(*from.definition, *to.definition)};
  for (auto const* version : versions) view.versions.push_back(publishers.shown(*version));
  auto const before = definition_source(call.view(), service, from.definition->version);
  auto const after = definition_source(call.view(), service, to.definition->version);
  view.lines = line_diff(before, after);
  return comparison_page(call, view);
}

web::Response roll_back_service(Call& call) {
  auto const form = web::read(web::Form<RollbackForm>{web::field("version", &RollbackForm::version).required()}, call.request.form);
  auto unit = call.unit();
  auto const service = std::string{call.path_value("service")};
  roll_back_definition(unit, service, static_cast<int>(form.version), check_context(call.view()));
  return saved("/admin/services/" + service);
}

}  // namespace cityhall
