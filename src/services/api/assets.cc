#include "services/api/assets.h"

#include "base/json.h"
#include "base/refusal.h"

namespace cityhall {

using namespace web;

namespace {

Json attributes_of(cityhall::Asset const& asset) {
  auto attributes = parse_json(asset.attributes);
  return attributes ? std::move(*attributes) : Json::object();
}

}  // namespace

Record<cityhall::Asset> const& answer_record(cityhall::Asset const*) {
  using A = cityhall::Asset;
  static Record<A> const record{
      "Asset",
      {member("id", &A::id), member("list", &A::layer).says("The list that it came from."),
       member("external_id", &A::external_id).says("Its number in that list."), member("kind", &A::kind).says("hydrant, street light, …"),
       told<A>("title", [](A const& asset) { return asset.title(); }), member("label", &A::label), member("address", &A::address),
       told<A>("latitude", [](A const& asset) { return asset.point.latitude; }).says("Degrees, WGS 84."),
       told<A>("longitude", [](A const& asset) { return asset.point.longitude; }),
       member("installed", &A::installed).says("A year or a day; empty when it is not known."), member("condition", &A::condition),
       told<A>("attributes", [](A const& asset) { return attributes_of(asset); }).says("What else its list says, by name."),
       member("updated_at", &A::updated_at), member("retired_at", &A::retired_at).says("When it left its list; null while it is there.")}};
  return record;
}

Record<AssetCase> const& answer_record(AssetCase const*) {
  using C = AssetCase;
  static Record<C> const record{"AssetCase",
                                {member("id", &C::id), member("number", &C::number), member("service", &C::service),
                                 member("open", &C::open), member("opened_at", &C::opened_at)}};
  return record;
}

namespace api {

Record<AssetQuery> const& body_record(AssetQuery const*) {
  static Record<AssetQuery> const record{
      "",
      {member("kind", &AssetQuery::kind).most(80), member("list", &AssetQuery::list).most(80),
       member("words", &AssetQuery::words).most(200).says("Of its number, name, street or attributes; then there is one page."),
       member("latitude", &AssetQuery::latitude).least(-90).most(90).says("With longitude: those within 100 meters, nearest first."),
       member("longitude", &AssetQuery::longitude).least(-180).most(180), cursor_member<AssetQuery>(), limit_member<AssetQuery>()}};
  return record;
}

Record<AssetAnswer> const& answer_record(AssetAnswer const*) {
  static Record<AssetAnswer> const record{
      "AssetWithCases",
      {member("asset", &AssetAnswer::asset), member("cases", &AssetAnswer::cases).says("The requests about it, the newest first.")}};
  return record;
}

namespace {

ListPage<cityhall::Asset> near_page(Call const& call, AssetQuery const& query) {
  constexpr double metres = 100;
  if (!query.latitude || !query.longitude)
    throw invalid_fields({{"latitude", "half_point", _("Send latitude and longitude together, or neither.")}});
  NearWish wish{.metres = metres, .most = static_cast<std::size_t>(query.limit)};
  if (!query.kind.empty()) wish.kinds = {query.kind};
  ListPage<cityhall::Asset> page;
  for (auto& near : assets_near(call.view(), {*query.latitude, *query.longitude}, wish)) page.items.push_back(std::move(near.asset));
  return page;
}

ListPage<cityhall::Asset> list_assets(Call& call, AssetQuery const& query) {
  if (query.latitude || query.longitude) return near_page(call, query);
  auto const size = static_cast<std::size_t>(query.limit);
  ListPage<cityhall::Asset> page{
      .items = find_assets(
          call.view(),
          {.kind = query.kind, .layer = query.list, .words = query.words, .after = AssetId{id_of_cursor(query.cursor)}, .most = size})};
  if (query.words.empty() && page.items.size() == size) page.next = cursor_of(to_text(page.items.back().id));
  return page;
}

AssetAnswer get_asset(Call& call) {
  auto asset = asset_by_id(call.view(), AssetId{parse_id(call.path_value("asset"))});
  if (!asset) throw not_found();
  AssetAnswer answer{.cases = call.actor.may("issues.read") ? cases_about(call.view(), asset->id) : std::vector<AssetCase>{}};
  answer.asset = std::move(*asset);
  return answer;
}

}  // namespace

std::vector<Route> asset_routes() {
  using enum Method;
  return {endpoint<list_assets>(GET, "/api/v1/assets", "assets.read",
                                {"Places", _("What the city maintains"), "By kind, list, words or place; without what left its list."}),
          endpoint<get_asset>(GET, "/api/v1/assets/{asset}", "assets.read", {"Places", _("One asset with the requests about it")})};
}

}  // namespace api
}  // namespace cityhall
