#include "services/field/app_handlers.h"

#include "base/json.h"
#include "kernel/look/palette.h"
#include "services/field/work_pages.h"
#include "web/assets.h"

namespace cityhall {
namespace {

Json app_icon(Call const& call, std::string_view source, int size, std::string_view purpose) {
  auto const side = std::to_string(size);
  return {{"src", call.around.assets.path_of(source)}, {"sizes", side + "x" + side}, {"type", "image/png"}, {"purpose", purpose}};
}

}  // namespace

web::Response show_app_manifest(Call& call) {
  auto const settings = call.city.settings.get();
  auto const city = settings->name;
  auto const six = shown_colours(settings->look.light, Scheme::light);
  Json const manifest{
      {"id", "/field"},
      {"name", call.text(_("{city} field work").with("city", city))},
      {"short_name", call.text(_("Field work"))},
      {"lang", call.language},
      {"start_url", "/field"},
      {"scope", "/field"},
      {"display", "standalone"},
      {"background_color", six.paper},
      {"theme_color", six.ink},
      {"icons",
       {app_icon(call, "field-192.png", 192, "any"), app_icon(call, "field-512.png", 512, "any"),
        app_icon(call, "field-maskable-192.png", 192, "maskable"), app_icon(call, "field-maskable-512.png", 512, "maskable")}}};
  auto response = web::json(to_text(manifest));
  response.headers.set("Content-Type", "application/manifest+json; charset=utf-8");
  response.headers.set("Cache-Control", "no-cache");
  return response;
}

web::Response show_offline_page(Call& call) { return offline_page(call); }

web::Response show_field_worker(Call& call) { return call.around.assets.respond("/field-worker.js").value_or(web::text("", 404)); }


web::Response show_map_worker(Call& call) {
  // Here, below the crew's pages, it is the tablet's worker that fetches for it; its parts stand where all scripts stand.
  auto response = web::text("import \"" + std::string{call.around.assets.path_of("map_worker.js")} + "\";\n");
  response.headers.set("Content-Type", "text/javascript; charset=utf-8");
  response.headers.set("Cache-Control", "no-cache");  // this address stays while the script changes
  return response;
}

}  // namespace cityhall
