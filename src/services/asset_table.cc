#include "services/asset_table.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "standards/geojson.h"
#include "standards/markup_text.h"

namespace cityhall {
namespace {

constexpr std::size_t geojson_bytes_most = 256U << 20U;
constexpr std::size_t text_most = 500;           // of one fact
constexpr std::size_t attributes_most = 20'000;  // of all that else is said of one asset

enum class AssetFact : std::size_t { number, kind, label, address, installed, condition, latitude, longitude };
constexpr std::size_t asset_facts = 8;
constexpr std::size_t index_of(AssetFact fact) { return static_cast<std::size_t>(fact); }

using ColumnNames = std::vector<std::string_view>;
/// The usual names of each, the best first.
std::array<ColumnNames, asset_facts> const& usual_names() {
  static std::array<ColumnNames, asset_facts> const names{
      ColumnNames{"external_id", "asset_id", "assetid", "facility_id", "facilityid", "id", "objectid"},
      ColumnNames{"kind", "asset_kind", "asset_type"},
      ColumnNames{"label", "name"},
      ColumnNames{"address", "street", "location"},
      ColumnNames{"installed", "installed_on", "install_date", "installdate", "planted"},
      ColumnNames{"condition"},
      ColumnNames{"latitude", "lat", "y"},
      ColumnNames{"longitude", "lon", "lng", "long", "x"}};
  return names;
}

int place_in(std::vector<std::string> const& columns, ColumnNames const& names) {
  for (auto const name : names)
    for (std::size_t at = 0; at < columns.size(); ++at)
      if (equals_ignoring_case(trim(columns[at]), name)) return static_cast<int>(at);
  return -1;
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
}

/// "1987", "1987-05-01" and "5/1/1987" as year or ISO day; empty for anything else.
std::string day_or_year(std::string_view text) {
  if (text.size() == 4 && is_digits(text)) return std::string{text};
  bool const iso = text.size() >= 10 && text[4] == '-' && text[7] == '-' && is_digits(text.substr(0, 4)) && is_digits(text.substr(5, 2)) &&
                   is_digits(text.substr(8, 2));
  if (iso) return std::string{text.substr(0, 10)};
  auto const parts = split(text.substr(0, text.find(' ')), '/');
  bool const american = parts.size() == 3 && parts[2].size() == 4 && std::all_of(parts.begin(), parts.end(), is_digits) &&
                        parts[0].size() <= 2 && parts[1].size() <= 2;
  return american ? fmt::format("{}-{:0>2}-{:0>2}", parts[2], parts[0], parts[1]) : std::string{};
}

bool is_place(std::optional<double> north, std::optional<double> east) {
  if (!north || !east || std::abs(*north) > 90 || std::abs(*east) > 180) return false;
  return *north != 0 || *east != 0;  // where geocoders put what they do not find
}

/// Makes assets of rows whose columns have these names.
class AssetMaker {
 public:
  AssetMaker(AssetListForm const& form, std::vector<std::string> columns) : form_{form}, columns_{std::move(columns)} {
    for (std::size_t fact = 0; fact < asset_facts; ++fact) at_[fact] = place_in(columns_, usual_names()[fact]);
    if (!form.kind.empty()) at_[index_of(AssetFact::kind)] = -1;  // a column of that name is an attribute then
  }

  bool has(AssetFact fact) const { return at_[index_of(fact)] >= 0; }
  std::vector<std::string> const& columns() const { return columns_; }

  std::string_view cell(std::span<std::string_view const> cells, AssetFact fact) const {
    return has(fact) ? trim(cells[static_cast<std::size_t>(at_[index_of(fact)])]) : std::string_view{};
  }

  /// Without its point. Throws the reason as text when it is no asset.
  cityhall::Asset make(std::span<std::string_view const> cells) const {
    cityhall::Asset asset{.layer = form_.layer_name(),
                .external_id = text(cells, AssetFact::number),
                .kind = form_.kind.empty() ? text(cells, AssetFact::kind) : form_.kind,
                .label = text(cells, AssetFact::label),
                .address = text(cells, AssetFact::address),
                .installed = day_or_year(cell(cells, AssetFact::installed)),
                .condition = text(cells, AssetFact::condition)};
    asset.attributes = attributes(cells, asset);
    return asset;
  }

  struct Unusable {
    std::string reason;
  };

 private:
  std::string text(std::span<std::string_view const> cells, AssetFact fact) const {
    auto const found = cell(cells, fact);
    if (found.size() > text_most) throw Unusable{fmt::format("{} is longer than {} letters", column(fact), text_most)};
    return without_control_characters(found);
  }
  std::string const& column(AssetFact fact) const { return columns_[static_cast<std::size_t>(at_[index_of(fact)])]; }

  bool is_fact(std::size_t place, cityhall::Asset const& asset) const {
    for (std::size_t fact = 0; fact < asset_facts; ++fact)
      if (at_[fact] == static_cast<int>(place)) return fact != index_of(AssetFact::installed) || !asset.installed.empty();
    return false;
  }

  std::string attributes(std::span<std::string_view const> cells, cityhall::Asset const& asset) const {
    Json out = Json::object();
    std::size_t bytes = 0;
    for (std::size_t place = 0; place < cells.size(); ++place) {
      auto const said = trim(cells[place]);
      if (said.empty() || is_fact(place, asset)) continue;
      out[std::string{trim(columns_[place])}] = without_control_characters(said);
      bytes += columns_[place].size() + said.size();
    }
    if (bytes > attributes_most) throw Unusable{fmt::format("the row has more than {} letters", attributes_most)};
    return to_text(out);
  }

  AssetListForm const& form_;
  std::vector<std::string> columns_;
  std::array<int, asset_facts> at_{};
};

/// What must be there; throws why not.
void check(cityhall::Asset const& asset, std::optional<double> north, std::optional<double> east) {
  if (asset.external_id.empty()) throw AssetMaker::Unusable{"the number is empty"};
  if (asset.kind.empty()) throw AssetMaker::Unusable{"the kind is empty"};
  if (!is_place(north, east)) throw AssetMaker::Unusable{"latitude and longitude are no place on earth"};
}

void check_columns(AssetMaker const& maker, AssetListForm const& form) {
  std::vector<FieldError> missing;
  auto const want = [&](AssetFact fact) {
    if (!maker.has(fact))
      missing.push_back(
          {.field = std::string{usual_names()[index_of(fact)].front()}, .code = "missing", .message = _("The file has no such column.")});
  };
  want(AssetFact::number);
  if (form.kind.empty()) want(AssetFact::kind);
  want(AssetFact::latitude);
  want(AssetFact::longitude);
  if (missing.empty()) return;
  throw invalid("import.columns", _("This is no list of assets. Nothing was imported."),
                _("The first line must name the columns external_id, latitude and longitude, and kind unless you say what they are all."),
                std::move(missing));
}

void read_table(standards::CsvReader::Source source, AssetListForm const& form, AssetSink const& sink) {
  standards::CsvReader reader{std::move(source)};
  auto const* row = reader.next();
  if (row == nullptr) throw invalid("import.empty", _("The file is empty. Nothing was imported."));
  auto const header = row->fault.empty() ? standards::CsvHeader::from(*row) : Error{"line 1: " + row->fault};
  if (!header)
    throw invalid("import.header",
                  _("The first line is no list of columns: {fault}. Nothing was imported.").with("fault", header.error().what));
  AssetMaker const maker{form, header->names()};
  check_columns(maker, form);
  while ((row = reader.next()) != nullptr) {
    try {
      if (!row->fault.empty()) throw AssetMaker::Unusable{row->fault};
      auto asset = maker.make(row->fields);
      auto const north = standards::read_number(maker.cell(row->fields, AssetFact::latitude));
      auto const east = standards::read_number(maker.cell(row->fields, AssetFact::longitude));
      check(asset, north, east);
      asset.point = {*north, *east};
      if (!sink.take({std::move(asset), row->at.line, row->raw})) return;
    } catch (AssetMaker::Unusable const& why) {
      sink.refuse({row->at.line, why.reason, std::string{row->raw}});
    }
  }
}

/// One feature after the other; their properties usually have the same names.
class FeatureTaker {
 public:
  FeatureTaker(AssetListForm const& form, AssetSink const& sink) : form_{form}, sink_{sink} {}

  bool take(standards::geojson::Feature const& feature) {
    ++count_;
    std::vector<std::string> names;
    std::vector<std::string_view> values;
    for (auto const& [name, value] : feature.properties) names.push_back(name), values.push_back(value);
    if (!maker_ || names != maker_->columns()) maker_.emplace(form_, std::move(names));
    auto const raw = fmt::format("feature {}", count_);
    try {
      auto asset = maker_->make(values);
      if (asset.external_id.empty()) asset.external_id = std::string{trim(feature.id)};
      if (feature.kind != standards::geojson::Kind::point) throw AssetMaker::Unusable{"it is no point"};
      check(asset, feature.point.latitude, feature.point.longitude);
      asset.point = {feature.point.latitude, feature.point.longitude};
      return sink_.take({std::move(asset), count_, raw});
    } catch (AssetMaker::Unusable const& why) {
      sink_.refuse({count_, why.reason, raw});
      return true;
    }
  }

 private:
  AssetListForm const& form_;
  AssetSink const& sink_;
  std::optional<AssetMaker> maker_{};
  std::uint64_t count_ = 0;
};

void read_features(std::string_view text, AssetListForm const& form, AssetSink const& sink) {
  auto const features = standards::geojson::read(text, {.bytes = geojson_bytes_most});
  if (!features)
    throw invalid("import.geojson",
                  _("The file is no GeoJSON of points: {fault}. Nothing was imported.").with("fault", features.error().what));
  if (features->empty()) throw invalid("import.empty", _("The file is empty. Nothing was imported."));
  FeatureTaker taker{form, sink};
  for (auto const& feature : *features)
    if (!taker.take(feature)) return;
}

std::string all_of(standards::CsvReader::Source const& source, std::string start) {
  std::vector<char> block(1U << 20U);
  for (std::size_t got = source(block); got > 0; got = source(block)) {
    start.append(block.data(), got);
    if (start.size() > geojson_bytes_most) throw invalid("import.too_large", _("A GeoJSON file may have 256 MB at most."));
  }
  return start;
}

}  // namespace

void read_assets(standards::CsvReader::Source const& source, AssetListForm const& form, AssetSink const& sink) {
  std::string start(4096, '\0');
  start.resize(source(start));
  auto first = std::string_view{start};
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  if (first.starts_with(byte_order_mark)) first.remove_prefix(byte_order_mark.size());
  if (trim(first).starts_with('{')) return read_features(all_of(source, std::string{first}), form, sink);
  read_table(
      [&source, start, given = std::size_t{0}](std::span<char> into) mutable {
        if (given == start.size()) return source(into);
        auto const size = std::min(into.size(), start.size() - given);
        std::copy_n(start.data() + given, size, into.data());
        given += size;
        return size;
      },
      form, sink);
}

}  // namespace cityhall
