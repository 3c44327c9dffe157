#pragma once
// Assets in the JSON API.

#include "kernel/assets/asset_link.h"
#include "services/endpoint.h"

namespace cityhall {
web::Record<cityhall::Asset> const& answer_record(cityhall::Asset const*);
web::Record<AssetCase> const& answer_record(AssetCase const*);
}  // namespace cityhall

namespace cityhall::api {

struct AssetQuery {
  std::string kind{};
  std::string list{};
  std::string words{};
  std::optional<double> latitude{};
  std::optional<double> longitude{};
  std::string cursor{};
  int limit = 50;
};
struct AssetAnswer {
  cityhall::Asset asset{};
  std::vector<AssetCase> cases{};
};

/// The members of each.
web::Record<AssetQuery> const& body_record(AssetQuery const*);
web::Record<AssetAnswer> const& answer_record(AssetAnswer const*);

/// The list, near a point too, and one with its requests.
std::vector<Route> asset_routes();

}  // namespace cityhall::api
