#include "services/open311/handlers.h"
#include "services/open311/media.h"
#include "services/open311/module.h"
#include "services/open311/preview.h"
#include "store/migrations.h"

namespace cityhall {

using namespace open311;

/// Made from migrations/*.sql at build time.
std::span<store::Migration const> open311_migrations();

namespace {

// Several photos of 25 MB in one multipart body.
constexpr std::size_t photos_bytes_max = 80U * 1024 * 1024;

Route public_call(std::string_view path, RouteHandler handler, Message summary) {
  return {.method = web::Method::GET,
          .path = path,
          .permission = "public",
          .access = Access::read,
          .handler = handler,
          .summary = std::move(summary),
          .answers = Answers::open311};
}

Route key_call(std::string_view path, RouteHandler handler, Message summary) {
  return {.method = web::Method::POST,
          .path = path,
          .permission = "key",
          .access = Access::write,
          .handler = handler,
          .summary = std::move(summary),
          .body_bytes_max = photos_bytes_max,
          .takes_photos = true,
          .answers = Answers::open311};
}

}  // namespace

Module open311_module() {
  return {
      .name = "open311",
      .title = _("Open311"),
      .permissions = {{"open311.submit", _("Send requests through Open311"), {}},
                      {"open311.update", _("Send updates of its own requests through Open311"), {}},
                      {"open311.update_all", _("Send updates of any request through Open311"), {}}},
      .routes =
          {
              public_call("/open311/discovery.{format:xml|json}", show_discovery, _("Where the Open311 API of this city is")),
              public_call("/open311/v2/discovery.{format:xml|json}", show_discovery, _("Where the Open311 API of this city is")),
              public_call("/open311/v2/services.{format:xml|json}", list_services, _("The services that the city offers")),
              public_call("/open311/v2/services/{code}.{format:xml|json}", show_service, _("What a service asks")),
              key_call("/open311/v2/requests.{format:xml|json}", create_request, _("Send a request")),
              public_call("/open311/v2/tokens/{token}.{format:xml|json}", show_token, _("The request behind a token")),
              public_call("/open311/v2/requests.{format:xml|json}", list_requests, _("Requests, filtered")),
              public_call("/open311/v2/requests/{id}.{format:xml|json}", show_request, _("One request")),
              public_call("/open311/v2/duplicates.{format:xml|json}", list_duplicates, _("Requests that may be about the same thing")),
              public_call("/open311/v2/servicerequestupdates.{format:xml|json}", list_updates, _("What happened to requests")),
              key_call("/open311/v2/servicerequestupdates.{format:xml|json}", create_update, _("Send an update of a request")),
          },
      .consumers = {{"open311.forget_media", {"case.removed"}, forget_media},
                    {"open311.forget_media_sent", {"person.erased"}, forget_media_sent}},
      .jobs = {{"fetch photos of Open311 clients", std::chrono::seconds{15}, fetch_media}},
      .previews = {{"open311", _("Open311"), preview}},
      .migrations = open311_migrations(),
  };
}

}  // namespace cityhall
