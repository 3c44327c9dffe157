#include "services/look/look_handlers.h"

#include "base/text.h"
#include "kernel/files/file.h"
#include "kernel/settings/settings_store.h"
#include "services/look/look_pages.h"
#include "services/page/look.h"

namespace cityhall {
namespace {

std::string typed(Call const& call, std::string const& field) {
  std::string text{trim(call.request.form.fields.get(field))};
  std::erase(text, '\r');
  return text;
}

/// A colour that is the shipped one is kept as "not set", so that it follows when a later version ships another.
CityColours typed_colours(Call const& call, Scheme scheme) {
  CityColours colours;
  for (auto const name : city_colour_names) {
    auto const text = to_lower_ascii(typed(call, colour_field(scheme, name)));
    if (text != colour_named(shipped_colours(scheme), name)) colour_named(colours, name) = text;
  }
  return colours;
}

std::map<std::string, std::string> typed_texts(Call const& call, std::string const& field) {
  std::map<std::string, std::string> texts;
  auto const settings = call.city.settings.get();
  for (auto const& language : settings->languages)
    if (auto text = typed(call, field + "." + language); !text.empty()) texts.emplace(language, std::move(text));
  return texts;
}

/// The number of the picture that was sent, nothing when it is taken away, else the one that is there.
std::string picture_of(Call const& call, Unit& unit, std::string const& field, std::string const& current) {
  for (auto const& upload : call.uploads)
    if (upload.field == field) {
      set_visibility(unit, upload.file, Visibility::everyone);
      return to_text(upload.file);
    }
  return typed(call, field + ".remove") == "yes" ? std::string{} : current;
}

CityLook typed_look(Call const& call) {
  CityLook look{.seal = typed(call, "look.seal"),
                .seal_picture = {},
                .hero_picture = {},
                .hero_words = typed_texts(call, "look.hero_words"),
                .footer = typed_texts(call, "look.footer"),
                .light = typed_colours(call, Scheme::light),
                .dark = typed_colours(call, Scheme::dark)};
  if (typed(call, "offers") != "yes") return look;
  look.light = with_offers(look.light, Scheme::light);
  look.dark = with_offers(look.dark, Scheme::dark);
  return look;
}

}  // namespace

web::Response show_look_sheet(Call& call) {
  auto const settings = call.city.settings.get();
  auto const asked = call.path_value("sheet");
  auto sheet = look_sheet(settings->look);
  if (asked == "light.css") sheet = look_sheet(settings->look, Scheme::light);
  if (asked == "dark.css") sheet = look_sheet(settings->look, Scheme::dark);
  auto response = web::text(std::move(sheet));
  response.headers.set("Content-Type", "text/css; charset=utf-8");
  // A page from before the last change may ask for an older sheet: it gets today's, and asks again.
  bool const current = "/look/" + std::string{asked} == look_path(settings->look);
  response.headers.set("Cache-Control", current ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
}

web::Response show_look(Call& call) { return look_page(call, call.city.settings.get()->look, {}); }

web::Response save_look(Call& call) {
  auto next = *call.city.settings.get();
  auto look = typed_look(call);
  auto unit = call.unit();
  look.seal_picture = picture_of(call, unit, "look.seal_picture", next.look.seal_picture);
  look.hero_picture = picture_of(call, unit, "look.hero_picture", next.look.hero_picture);
  next.look = std::move(look);
  change_settings(unit, next);
  return saved("/admin/look");
}

web::Response look_again(Call& call, Refusal const& refusal) {
  return look_page(call, call.city.settings.get()->look, told_of(call, refusal));
}

}  // namespace cityhall
