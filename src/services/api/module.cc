#include "services/api/module.h"

#include "services/api/assets.h"
#include "services/api/calendars.h"
#include "services/api/cases.h"
#include "services/api/casework.h"
#include "services/api/contacts.h"
#include "services/api/definitions.h"
#include "services/api/delegations.h"
#include "services/api/developers_page.h"
#include "services/api/files.h"
#include "services/api/history.h"
#include "services/api/knowledge.h"
#include "services/api/office.h"
#include "services/api/parties.h"
#include "services/api/people.h"
#include "services/api/tasks.h"
#include "services/api/wordings.h"

namespace cityhall {
namespace {

std::vector<Route> all_routes() {
  using enum web::Method;
  std::vector<Route> routes{{.method = GET,
                             .path = "/developers",
                             .permission = "public",
                             .access = Access::read,
                             .handler = api::show_developers,
                             .summary = _("How programs work with the city"),
                             .cached = std::chrono::seconds{60}},
                            {.method = GET,
                             .path = "/api/v1/openapi.json",
                             .permission = "public",
                             .access = Access::read,
                             .handler = api::show_openapi,
                             .summary = _("The OpenAPI document"),
                             .answers = Answers::json}};
  for (auto&& more : {api::case_routes(), api::tie_routes(), api::task_routes(), api::contact_routes(), api::party_routes(),
      api::place_routes(), api::asset_routes(),
                      api::definition_routes(), api::knowledge_routes(), api::helper_routes(), api::file_routes(), api::history_routes(),
                          api::people_routes(), api::office_routes(), api::calendar_routes(), api::wording_routes(),
                      api::delegation_routes()})
    routes.insert(routes.end(), more.begin(), more.end());
  return routes;
}

}  // namespace

Module api_module() {
  return {.name = "api",
          .title = _("API"),
          .permissions = {{"api.open", _("Open cases and upload photos through the API"), {"agent", "dispatcher", "administrator"}},
                          {"api.people", _("Look up and add people through the API"), {"administrator"}}},
          .routes = all_routes()};
}

}  // namespace cityhall
