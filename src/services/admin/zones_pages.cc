#include "services/admin/zones_pages.h"

#include "base/text.h"
#include "kernel/places/zone.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string path_of_layer(std::string const& layer) { return "/admin/zones/" + layer; }

Html layer_row(LayerCount const& one) { return tr(td(a(href(path_of_layer(one.layer)), code(one.layer))), td(one.zones)); }

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
                                                      _("Import districts or neighborhoods, so that work finds the right crew."))
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

Html property_field(ZonesView const& view, std::string_view field_name, Message const& words, Message const& usual) {
  return input_field(
      {.name = field_name, .label = words, .hint = hint(usual), .entered = &view.told.entered, .attributes = {maxlength(80)}});
}

Html parcels_section(Call const& call, ZonesView const& view) {
  auto const fields = group(property_field(view, "number_property", _("Property with the number of a parcel"),
                                           _("Empty: parcel_id, pin, apn or another usual name.")),
                            property_field(view, "address_property", _("Property with its address"),
                                           _("Empty: address, site_address, situs or another usual name.")),
                            property_field(view, "use_property", _("Property with its land use"),
                                           _("Empty: land_use, use_desc, property_class or another usual name.")),
                            file_input(view, "parcels", _("GeoJSON file with parcels"), ".geojson,.json,application/geo+json"));
  return section(h2(_("Parcels")), p(_n("{count} parcel is known.", "{count} parcels are known.", static_cast<long>(view.parcels))),
                 p(cls("hint"), _("The assessor's layer. The import replaces all parcels; number, address and land use are taken, "
                                  "owners are not. Staff see them with a request; the public never does.")),
                 import_form(call, "/admin/parcels", fields, _("Import the parcels")));
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

Html users_list(LayerView const& view) {
  auto const& users = view.users;
  auto const services =
      users.services.empty()
          ? nothing()
          : li(_n("{count} service routes or decides by it: {names}.", "{count} services route or decide by it: {names}.",
                  static_cast<long>(users.services.size()))
                   .with("names", join(users.services, ", ")));
  auto const crews = users.crews.empty()
                         ? nothing()
                         : li(_n("{count} crew covers zones of it: {names}.", "{count} crews cover zones of it: {names}.",
                                 static_cast<long>(users.crews.size()))
                                  .with("names", join(users.crews, ", ")));
  auto const cases = li(_n("{count} request lies in one of its zones and keeps its name.",
                           "{count} requests lie in one of its zones and keep their names.", static_cast<long>(users.cases)));
  auto const border =
      view.layer == city_layer ? li(_("It is the border of the city: without it, the outer bounds of the settings count.")) : nothing();
  return ul(services, crews, cases, border);
}

Html rename_form(Call const& call, LayerView const& view) {
  if (!view.users.services.empty())
    return section(h2(_("Another name")), p(_("Services read the layer by its name. Import its file under the new name too, publish these "
                                              "services with it, then remove this layer.")));
  auto const name = input_field({.name = "name",
                                 .label = _("New name"),
                                 .hint = hint(_("Small letters, digits and _, such as district.")),
                                 .entered = &view.told.entered,
                                 .value = view.layer,
                                 .required = true,
                                 .attributes = {maxlength(40)}});
  auto const path = path_of_layer(view.layer) + "/name";
  return section(h2(_("Another name")), post_form({.action = path, .csrf_token = call.csrf_token, .css_class = "panel"}, name,
                                                  submit(_("Rename the layer"))));
}

Html removal_form(Call const& call, LayerView const& view) {
  if (!view.users.crews.empty())
    return section(h2(_("Removal")), p(_("Crews cover its zones."), " ", a(href("/admin/crews"), _("Give them other zones first."))));
  auto const result = view.users.services.empty()
                          ? nothing()
                          : p(_("Requests of the services above then go to the queue of their department."));
  return section(h2(_("Removal")), result,
                 post_form({.action = path_of_layer(view.layer) + "/removal", .csrf_token = call.csrf_token},
                           button(type("submit"), cls("button danger"), _("Remove the layer"))));
}

}  // namespace

Response layer_page(Call const& call, LayerView const& view) {
  auto const content = group(a(cls("back"), href("/admin/zones"), _("Map data")), told_strip(call, view.told),
                             p(_n("The layer {layer} has {count} zone.", "The layer {layer} has {count} zones.",
                                  static_cast<long>(view.users.zones))
                                   .with("layer", view.layer)),
                             users_list(view), rename_form(call, view), removal_form(call, view));
  return office_page(call, {.title = _("Layer {layer}").with("layer", view.layer), .content = content, .path = "/admin/zones"},
                     view.told.status);
}

Response zones_page(Call const& call, ZonesView const& view) {
  auto const done = view.done.empty() ? nothing() : note("good", p(view.done));
  auto const content = group(told_strip(call, view.told), done, zones_section(call, view), streets_section(call, view),
                             addresses_section(call, view), parcels_section(call, view), assets_section(call, view));
  return office_page(call, {.title = _("Map data"), .content = content, .path = "/admin/zones"}, view.told.status);
}

}  // namespace cityhall
