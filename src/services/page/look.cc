#include "services/page/look.h"

#include "base/crypto.h"
#include "base/text.h"
#include "kernel/files/file.h"
#include "web/markdown.h"
#include "web/svg.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string root_rule(Palette const& palette) {
  std::string rule{":root{"};
  for (auto const& [name, colour] : palette) ((((rule += "--") += name) += ':') += colour) += ';';
  return rule + "}";
}

/// What the light sheet changes must be said again for the dark: both stand after the shipped sheet.
Palette dark_answer(CityLook const& look) {
  auto answer = own_palette(look.dark, Scheme::dark);
  auto const all = full_palette(look.dark, Scheme::dark);
  for (auto const& [name, colour] : own_palette(look.light, Scheme::light)) {
    bool const said = std::any_of(answer.begin(), answer.end(), [&name = name](auto const& entry) { return entry.first == name; });
    if (!said) answer.emplace_back(name, token(all, name));
  }
  return answer;
}

// As ui/styles/contrast.css: the city's colours come after it.
constexpr std::string_view more_contrast =
    "@media (prefers-contrast:more){:root{--line:var(--line-strong);--ink-soft:var(--ink);--sunken:var(--panel)}}\n";

constexpr std::string_view mountain = "M2 27 12 8l5 9 3-5 10 15z";

/// Where a number of a file can be read in it.
FileId file_of(std::string const& number) { return FileId{parse_id(number)}; }

}  // namespace

std::string look_sheet(CityLook const& look) {
  auto const light = own_palette(look.light, Scheme::light);
  auto const dark = dark_answer(look);
  if (dark.empty()) return {};
  auto const light_rule = light.empty() ? std::string{} : root_rule(light) + "\n";
  return light_rule + "@media screen and (prefers-color-scheme:dark){" + root_rule(dark) + "}\n" + std::string{more_contrast};
}

std::string look_sheet(CityLook const& look, Scheme scheme) {
  auto const& own = scheme == Scheme::light ? look.light : look.dark;
  return root_rule(full_palette(own, scheme)) + "\n";
}

std::string look_path(CityLook const& look) {
  auto const sheet = look_sheet(look);
  return sheet.empty() ? std::string{} : "/look/" + sha256_hex(sheet).substr(0, 12) + ".css";
}

Html seal(Call const& call) {
  auto const settings = call.city.settings.get();
  auto const& look = settings->look;
  if (!look.seal_picture.empty())
    return img(file_path(file_of(look.seal_picture), PhotoSize::small), decorative(), cls("seal"), width(40), height(40));
  if (!look.seal.empty()) return span(cls("seal"), aria("hidden", "true"), look.seal);
  return svg::svg(svg::view_box("0 0 32 32"), aria("hidden", "true"),
                  svg::path(svg::attr("d", mountain), svg::attr("fill", "currentColor")));
}

std::string seal_icon(CityLook const& look) {
  auto const six = shown_colours(look.light, Scheme::light);
  auto const inner =
      look.seal.empty()
          ? svg::path(svg::attr("d", "M4 25 12 10l5 8 3-4 8 11z"), svg::attr("fill", six.paper))
          : svg::text(svg::attr("x", 16.0), svg::attr("y", 16.5), svg::attr("fill", six.paper), svg::attr("font-family", "sans-serif"),
                      svg::attr("font-weight", "bold"), svg::attr("font-size", length(look.seal) > 2 ? 11.0 : 16.0),
                      svg::attr("text-anchor", "middle"), svg::attr("dominant-baseline", "central"), look.seal);
  return render(
      svg::svg(Attr{"xmlns", std::string_view{"http://www.w3.org/2000/svg"}}, svg::view_box("0 0 32 32"),
               svg::rect(svg::attr("width", 32.0), svg::attr("height", 32.0), svg::attr("rx", 7.0), svg::attr("fill", six.link)), inner),
      {});
}

std::string local_text(Call const& call, std::map<std::string, std::string> const& texts) {
  auto const settings = call.city.settings.get();
  for (auto const& language : {call.language, settings->default_language()})
    if (auto const found = texts.find(language); found != texts.end() && !found->second.empty()) return found->second;
  return {};
}

Html city_foot(Call const& call) {
  auto const settings = call.city.settings.get();
  auto const text = local_text(call, settings->look.footer);
  return text.empty() ? nothing() : div(cls("foot-text"), markdown(text));
}

}  // namespace cityhall
