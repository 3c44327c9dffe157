#include "services/admin/zones_pages.h"

#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html layer_row(LayerCount const& layer) { return tr(td(code(layer.layer)), td(layer.zones)); }

Html import_form(Call const& call, std::string const& path, Html const& fields, Message const& words) {
  return post_form({.action = path, .csrf_token = call.csrf_token, .files = true, .css_class = "panel"}, fields, submit(words));
}

Html file_input(ZonesView const& view, std::string_view field_name, Message const& words, std::string_view types) {
  return file_field({.name = field_name,
                     .label = words,
                     .hint = hint(_("At most 30 MB.")),
                     .entered = &view.told.entered,
                     .required = true,
                     .attributes = {accept(types)}});
}

Html zones_section(Call const& call, ZonesView const& view) {
  auto const* entered = &view.told.entered;
  auto const list = view.layers.empty() ? empty_state(_("There are no zones yet."),
                                                      _("Import districts or neighbourhoods, so that work finds the right crew."))
                                        : office_table(_("Layers"), {_("Layer"), _("Zones")}, each(view.layers, layer_row));
  auto const fields =
      group(input_field({.name = "layer",
                         .label = _("Layer"),
                         .hint = hint(_("Small letters, such as district. The layer city is the border of the city. A layer that exists is "
                                        "replaced; zones that keep their name stay the same.")),
                         .entered = entered,
                         .required = true,
                         .attributes = {maxlength(40)}}),
            input_field({.name = "name_property",
                         .label = _("Property with the name of a zone"),
                         .hint = hint(_("Empty: name, Name, NAME or id.")),
                         .entered = entered,
                         .attributes = {maxlength(80)}}),
            file_input(view, "zones", _("GeoJSON file with polygons"), ".geojson,.json,application/geo+json,application/json"));
  return section(h2(_("Zones")), list, import_form(call, "/admin/zones", fields, _("Import the layer")));
}

Html streets_section(Call const& call, ZonesView const& view) {
  auto const fields = file_input(view, "streets", _("GeoJSON file with lines"), ".geojson,.json,application/geo+json,application/json");
  return section(
      h2(_("Streets")), p(_n("{count} street piece is known.", "{count} street pieces are known.", static_cast<long>(view.streets))),
      p(cls("hint"), _("Lines with the properties name, class (arterial, collector, local) and owner. The import replaces all streets.")),
      import_form(call, "/admin/streets", fields, _("Import the streets")));
}

Html addresses_section(Call const& call, ZonesView const& view) {
  auto const fields = file_input(view, "addresses", _("CSV file with addresses"), ".csv,text/csv");
  return section(h2(_("Addresses")), p(_n("{count} address is known.", "{count} addresses are known.", static_cast<long>(view.addresses))),
                 p(cls("hint"), _("Columns: number, street, unit, zip, latitude, longitude; unit and zip may be missing. Addresses that "
                                  "exist are updated, the others are added.")),
                 import_form(call, "/admin/addresses", fields, _("Import the addresses")));
}

Html asset_kind_row(AssetKind const& one) {
  return tr(td(a(href(with_query("/desk/assets", {{"kind", one.kind}})), one.kind)), td(one.count));
}

Html assets_section(Call const& call, ZonesView const& view) {
  auto const* entered = &view.told.entered;
  auto const list =
      view.assets.empty() ? nothing() : office_table(_("Assets"), {_("Kind"), _("Assets")}, each(view.assets, asset_kind_row));
  auto const fields =
      group(input_field({.name = "kind",
                         .label = _("What they all are"),
                         .hint = hint(_("Such as hydrant or street light. Empty: the column kind says it.")),
                         .entered = entered,
                         .attributes = {maxlength(80)}}),
            input_field({.name = "list",
                         .label = _("Name of the list"),
                         .hint = hint(_("Empty: as the kind. Each list has its own numbers.")),
                         .entered = entered,
                         .attributes = {maxlength(80)}}),
            file_input(view, "assets", _("CSV or GeoJSON file with assets"), ".csv,.geojson,.json,text/csv,application/geo+json"),
            checkbox_field({.name = "retire_missing", .label = _("Retire what the file no longer has"), .entered = entered}));
  return section(
      h2(_("Assets")), list,
      p(cls("hint"), _("Hydrants, lights, signs, trees and what else the city maintains. Columns: external_id, latitude, longitude; "
                       "kind, label, address, installed and condition where there are such. All others are kept as they are.")),
      import_form(call, "/admin/assets", fields, _("Import the assets")));
}

}  // namespace

Response zones_page(Call const& call, ZonesView const& view) {
  auto const done = view.done.empty() ? nothing() : note("good", p(view.done));
  auto const content = group(told_strip(call, view.told), done, zones_section(call, view), streets_section(call, view),
                             addresses_section(call, view), assets_section(call, view));
  return office_page(call, {.title = _("Map data"), .content = content, .path = "/admin/zones"}, view.told.status);
}

}  // namespace cityhall
