#include "services/admin/zones_handlers.h"

#include <map>

#include "base/text.h"
#include "kernel/parcels/parcel.h"
#include "kernel/places/address_index.h"
#include "kernel/places/street.h"
#include "kernel/places/zone.h"
#include "kernel/run_unit.h"
#include "services/address_table.h"
#include "services/asset_import.h"
#include "services/parcel_import.h"
#include "services/admin/zones_pages.h"

namespace cityhall {
namespace {

constexpr double upload_bytes_max = 30'000'000;
constexpr std::size_t addresses_in_one_unit = 2000;  // so that residents' reports do not wait for a whole file

ZonesView view_of_zones(Call const& call) {
  std::map<std::string, std::size_t> layers;
  auto const zones = call.city.zones.get();
  for (auto const& zone : zones->all()) ++layers[zone.layer];
  ZonesView view{
      .streets = call.city.streets.get()->all().size(), .addresses = address_count(call.view()), .parcels = parcel_count(call.view())};
  for (auto const& [layer, count] : layers) view.layers.push_back({layer, count});
  if (call.actor.may("assets.read")) view.assets = asset_kinds(call.view());
  return view;
}

struct FileForm {
  std::string layer;
  std::string name_property;
  web::Upload file;
};

web::Field<FileForm> file_field_of(std::string name) {
  return web::field(std::move(name), &FileForm::file).required().bytes_max(static_cast<std::size_t>(upload_bytes_max));
}

/// The page with what was done; imports run apart, so its snapshot is older than they are.
web::Response done_page(Call const& call, Message const& words) {
  return run_view(call.city, call.actor, [&](View const& view) {
    auto shown = view_of_zones(call);
    shown.addresses = address_count(view);
    shown.parcels = parcel_count(view);
    if (call.actor.may("assets.read")) shown.assets = asset_kinds(view);
    shown.done = call.text(words);
    return zones_page(call, shown);
  });
}

/// The first of them, with their lines.
std::string in_words(std::vector<TableFault> const& faults) {
  constexpr std::size_t faults_shown = 10;
  std::vector<std::string> lines;
  for (auto const& fault : faults)
    if (lines.size() < faults_shown) lines.push_back(std::to_string(fault.line) + ": " + fault.reason);
  return join(lines, "; ");
}

/// All or none: the first faulty lines are named.
std::vector<Address> addresses_in(std::string_view csv) {
  auto table = read_address_table(standards::csv_text(csv));
  if (!table.faults.empty())
    throw invalid("import.faulty", _("These lines cannot be read: {lines}.").with("lines", in_words(table.faults)),
                  _("Correct them and import the file again. Nothing was changed."));
  return std::move(table.addresses);
}

struct AssetsForm {
  std::string kind;
  std::string list;
  bool retire_missing = false;
  web::Upload file;
};

web::Form<AssetsForm> assets_form() {
  return {web::field("kind", &AssetsForm::kind).most(80), web::field("list", &AssetsForm::list).most(80),
          web::field("retire_missing", &AssetsForm::retire_missing),
          web::field("assets", &AssetsForm::file).required().bytes_max(static_cast<std::size_t>(upload_bytes_max))};
}

struct ParcelsForm {
  std::string number;
  std::string address;
  std::string land_use;
  web::Upload file;
};

web::Form<ParcelsForm> parcels_form() {
  return {web::field("number_property", &ParcelsForm::number).most(80), web::field("address_property", &ParcelsForm::address).most(80),
          web::field("use_property", &ParcelsForm::land_use).most(80),
          web::field("parcels", &ParcelsForm::file).required().bytes_max(static_cast<std::size_t>(upload_bytes_max))};
}

struct NameForm {
  std::string name;
};

/// Throws not_found for a layer that is not there.
LayerView layer_of(Call const& call) {
  auto const layer = call.path_value("layer");
  return {.layer = std::string{layer}, .users = users_of_layer(call.view(), layer)};
}

}  // namespace

web::Response show_layer(Call& call) { return layer_page(call, layer_of(call)); }

web::Response remove_layer(Call& call) {
  auto unit = call.unit();
  remove_layer(unit, call.path_value("layer"));
  return saved("/admin/zones");
}

web::Response rename_layer(Call& call) {
  auto const form = web::read(web::Form<NameForm>{web::field("name", &NameForm::name).required().most(40)}, call.request.form);
  auto unit = call.unit();
  rename_layer(unit, call.path_value("layer"), form.name);
  return saved("/admin/zones");
}

web::Response layer_again(Call& call, Refusal const& refusal) {
  auto view = layer_of(call);
  view.told = told_of(call, refusal);
  return layer_page(call, view);
}

web::Response show_zones(Call& call) { return zones_page(call, view_of_zones(call)); }

web::Response replace_layer(Call& call) {
  auto const form = web::read(web::Form<FileForm>{web::field("layer", &FileForm::layer).required().most(40),
                                                  web::field("name_property", &FileForm::name_property).most(80), file_field_of("zones")},
                              call.request.form);
  auto const file = read_zone_file(form.layer, form.file.bytes, form.name_property);
  auto const result = run_unit(
      call.city, call.actor, [&](Unit& unit) { return import_zones(unit, file); }, store::Lane::bulk);
  return done_page(call, _("Zones in the layer {layer}: {zones}. New: {added}. Gone: {removed}.")
                             .with("layer", form.layer)
                             .with("zones", std::to_string(result.zones))
                             .with("added", std::to_string(result.added))
                             .with("removed", std::to_string(result.removed)));
}

web::Response replace_streets(Call& call) {
  auto const form = web::read(web::Form<FileForm>{file_field_of("streets")}, call.request.form);
  auto const count = run_unit(
      call.city, call.actor, [&](Unit& unit) { return import_streets(unit, form.file.bytes); }, store::Lane::bulk);
  return done_page(call, _n("{count} street piece was imported.", "{count} street pieces were imported.", static_cast<long>(count)));
}

web::Response add_addresses(Call& call) {
  auto const form = web::read(web::Form<FileForm>{file_field_of("addresses")}, call.request.form);
  auto const addresses = addresses_in(form.file.bytes);
  std::size_t added = 0;
  for (std::size_t begin = 0; begin < addresses.size(); begin += addresses_in_one_unit) {
    auto const piece = std::span{addresses}.subspan(begin, std::min(addresses_in_one_unit, addresses.size() - begin));
    added += run_unit(
        call.city, call.actor, [&](Unit& unit) { return import_addresses(unit, piece); }, store::Lane::bulk);
  }
  return done_page(
      call,
      _("Addresses read: {count}. New: {added}.").with("count", std::to_string(addresses.size())).with("added", std::to_string(added)));
}

web::Response replace_parcels(Call& call) {
  auto const form = web::read(parcels_form(), call.request.form);
  auto const report = import_parcels(call.city, call.actor, form.file.bytes, {.properties = {form.number, form.address, form.land_use}});
  auto const& count = report.count;
  if (!report.faults.empty())
    throw invalid("import.faulty", _("These features cannot be read: {lines}.").with("lines", in_words(report.faults)),
                  report.parcels == 0 ? _("Nothing was changed.")
                                      : _("The others were imported. Correct these features and import the whole file again."));
  return done_page(call, _("Parcels in the file: {count}. New: {added}. Changed: {changed}. Gone: {removed}.")
                             .with("count", std::to_string(report.parcels))
                             .with("added", std::to_string(count.added))
                             .with("changed", std::to_string(count.changed))
                             .with("removed", std::to_string(count.removed)));
}

web::Response import_asset_list(Call& call) {
  auto const form = web::read(assets_form(), call.request.form);
  auto const report = import_assets(call.city, call.actor, standards::csv_text(form.file.bytes),
                                    {.form = {.kind = form.kind, .layer = form.list}, .retire_missing = form.retire_missing});
  auto const& count = report.count;
  if (!report.faults.empty())
    throw invalid("import.faulty", _("These lines cannot be read: {lines}.").with("lines", in_words(report.faults)),
                  _("The others were imported, nothing was retired. Correct these lines and import the file again."));
  return done_page(call, _("Assets read: {count}. New: {added}. Changed: {updated}. Retired: {retired}.")
                             .with("count", std::to_string(report.rows))
                             .with("added", std::to_string(count.added))
                             .with("updated", std::to_string(count.updated))
                             .with("retired", std::to_string(count.retired)));
}

web::Response zones_again(Call& call, Refusal const& refusal) {
  auto view = view_of_zones(call);
  view.told = told_of(call, refusal);
  return zones_page(call, view);
}

}  // namespace cityhall
