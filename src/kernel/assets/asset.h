#pragma once
// An asset: a thing that the city maintains, as its own list says it is. Headers write cityhall::Asset: pages also see web::Asset, a static
// file of theirs.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/places/place.h"
#include "kernel/unit.h"

namespace cityhall {

struct Asset {
  AssetId id{};
  std::string layer{};        // the list that it came from; with the external id it is the identity
  std::string external_id{};  // "L-1042": its number in that list, often on its plate
  std::string kind{};         // "street light": the list's own word
  std::string label{};        // what it is called, where it has a name: "Mill River Bridge"
  std::string address{};      // where the list says that it is: a street or an address
  Point point{};
  std::string installed{};        // "1987" or "1987-05-01"; empty: not said
  std::string condition{};        // in the list's words; empty: not said
  std::string attributes = "{}";  // a JSON object of texts: what else the list says
  Time updated_at{};
  std::optional<Time> retired_at{};  // since when the list no longer has it

  /// "street light L-1042", or "Mill River Bridge (B-7)".
  std::string title() const;
};

std::optional<cityhall::Asset> asset_by_id(View const& view, AssetId id);
bool knows_assets(View const& view);
/// Those with that number, in whichever list, without regard to case; without retired ones.
std::vector<cityhall::Asset> assets_by_number(View const& view, std::string_view number);

struct NearAsset {
  cityhall::Asset asset{};
  double metres = 0;
};
struct NearWish {
  std::vector<std::string> kinds{};  // empty: of any kind
  double metres = 30;
  std::size_t most = 5;
};
/// Nearest first, without retired ones.
std::vector<NearAsset> assets_near(View const& view, Point point, NearWish const& wish = {});

struct AssetFilter {
  std::string kind{};   // empty: any
  std::string layer{};  // empty: any
  std::string words{};  // number, name, street, what the list says; empty: all
  AssetId after{};      // for the next page; has no effect with words
  std::size_t most = 50;
};
/// In the order in which they came in; with words best first. Without retired ones.
std::vector<cityhall::Asset> find_assets(View const& view, AssetFilter const& filter);

struct AssetKind {
  std::string kind{};
  std::size_t count = 0;
};
/// By name, without retired ones.
std::vector<AssetKind> asset_kinds(View const& view);

}  // namespace cityhall
