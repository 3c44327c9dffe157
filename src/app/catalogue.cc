#include "app/catalogue.h"

#include <algorithm>
#include <span>
#include <stdexcept>

#include "web/assets.h"

namespace cityhall {

std::span<web::Asset const> catalogue_assets();  // made by catalogue/CMakeLists.txt

std::string_view catalogue_file(std::string_view name) {
  for (auto const& asset : catalogue_assets())
    if (asset.source == name) return asset.identity;
  throw std::out_of_range{"the catalogue has no file " + std::string{name}};
}

std::vector<std::string_view> catalogue_names(std::string_view prefix, std::string_view suffix) {
  std::vector<std::string_view> names;
  for (auto const& asset : catalogue_assets())
    if (asset.source.starts_with(prefix) && asset.source.ends_with(suffix)) names.push_back(asset.source);
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace cityhall
