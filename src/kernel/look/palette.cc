#include "kernel/look/palette.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "kernel/look/colour.h"

namespace cityhall {
namespace {

constexpr double text_needs = 4.5;   // 1.4.3
constexpr double shape_needs = 3.0;  // 1.4.11

constexpr Colour black{0, 0, 0};
constexpr Colour white{1, 1, 1};

/// Where a colour stands, for words.
enum class Ground { paper, panel, sunken, own_wash };

/// What must be readable: a token on a token, and from which of the six each comes.
struct Pair {
  std::string_view token;
  std::string_view on;
  Ground ground;
  double needs;
  std::string_view source;
  std::string_view on_source;
};
constexpr std::array pairs{
    Pair{"ink", "paper", Ground::paper, text_needs, "ink", "paper"},
    Pair{"ink", "panel", Ground::panel, text_needs, "ink", "paper"},
    Pair{"ink", "sunken", Ground::sunken, text_needs, "ink", "paper"},
    Pair{"ink-soft", "paper", Ground::paper, text_needs, "ink", "paper"},
    Pair{"ink-soft", "panel", Ground::panel, text_needs, "ink", "paper"},
    Pair{"ink-soft", "sunken", Ground::sunken, text_needs, "ink", "paper"},
    Pair{"line-strong", "panel", Ground::panel, shape_needs, "ink", "paper"},
    Pair{"link", "paper", Ground::paper, text_needs, "link", "paper"},
    Pair{"link", "panel", Ground::panel, text_needs, "link", "paper"},
    Pair{"link", "sunken", Ground::sunken, text_needs, "link", "paper"},
    Pair{"calm", "calm-wash", Ground::own_wash, text_needs, "link", "paper"},
    Pair{"good", "panel", Ground::panel, text_needs, "good", "paper"},
    Pair{"good", "good-wash", Ground::own_wash, text_needs, "good", "paper"},
    Pair{"action", "paper", Ground::paper, shape_needs, "action", "paper"},
    Pair{"action", "panel", Ground::panel, shape_needs, "action", "paper"},
    Pair{"bad", "paper", Ground::paper, text_needs, "", "paper"},
    Pair{"bad", "panel", Ground::panel, text_needs, "", "paper"},
};

Colour colour_of(std::string const& text) { return read_colour(text).value_or(black); }

/// White or black, whichever can be read on it; one of them always can.
Colour words_on(Colour ground) { return contrast(white, ground) >= text_needs ? white : black; }

/// The shipped tokens that the six and their mixtures stand for; ui/styles/light.css and dark.css say the same (a test compares).
Palette const& shipped_palette(Scheme scheme) {
  static Palette const light{{"paper", "#fcfaf7"},         {"panel", "#ffffff"},     {"sunken", "#f3f0ea"},      {"line", "#dcd8d0"},
                             {"ink", "#12202c"},           {"ink-soft", "#475663"},  {"line-strong", "#43525f"}, {"link", "#0b3a62"},
                             {"calm", "#0b3a62"},          {"focus", "#0b3a62"},     {"calm-wash", "#e4edf5"},   {"action", "#b4410e"},
                             {"action-strong", "#8f320a"}, {"on-action", "#ffffff"}, {"good", "#0b6b4d"},        {"good-dot", "#0b6b4d"},
                             {"good-wash", "#e2f1ea"},     {"alert", "#7d1f0e"},     {"on-alert", "#ffffff"},    {"bad", "#9c1c12"}};
  static Palette const dark{{"paper", "#10181f"},         {"panel", "#17212a"},     {"sunken", "#0b1117"},      {"line", "#303c47"},
                            {"ink", "#eef3f6"},           {"ink-soft", "#b3c0ca"},  {"line-strong", "#93a3b1"}, {"link", "#9fd0f5"},
                            {"calm", "#9fd0f5"},          {"focus", "#9fd0f5"},     {"calm-wash", "#132f46"},   {"action", "#c24a14"},
                            {"action-strong", "#a93e0e"}, {"on-action", "#ffffff"}, {"good", "#7fd3ae"},        {"good-dot", "#3fa27c"},
                            {"good-wash", "#12352a"},     {"alert", "#7d1f0e"},     {"on-alert", "#ffffff"},    {"bad", "#ffab9f"}};
  return scheme == Scheme::light ? light : dark;
}

/// Which of the six a token is mixed from.
struct Mixture {
  std::string_view token;
  std::string_view one;
  std::string_view other;  // empty: of one alone
};
constexpr std::array mixtures{
    Mixture{"paper", "paper", ""},
    Mixture{"panel", "paper", ""},
    Mixture{"sunken", "paper", "ink"},
    Mixture{"line", "paper", "ink"},
    Mixture{"ink", "ink", ""},
    Mixture{"ink-soft", "ink", "paper"},
    Mixture{"line-strong", "ink", "paper"},
    Mixture{"link", "link", ""},
    Mixture{"calm", "link", ""},
    Mixture{"focus", "link", ""},
    Mixture{"calm-wash", "paper", "link"},
    Mixture{"action", "action", ""},
    Mixture{"action-strong", "action", ""},
    Mixture{"on-action", "action", ""},
    Mixture{"good", "good", ""},
    Mixture{"good-dot", "good", ""},
    Mixture{"good-wash", "paper", "good"},
    Mixture{"alert", "alert", ""},
    Mixture{"on-alert", "alert", ""},
};

Colour mix_token(std::string_view name, CityColours const& six, Scheme scheme) {
  bool const light = scheme == Scheme::light;
  auto const paper = colour_of(six.paper);
  auto const ink = colour_of(six.ink);
  auto const action = colour_of(six.action);
  double const wash = light ? 0.11 : 0.2;
  if (name == "panel") return mixed(paper, white, light ? 0.7 : 0.04);
  if (name == "sunken") return light ? mixed(paper, ink, 0.04) : mixed(paper, black, 0.3);
  if (name == "line") return mixed(paper, ink, 0.15);
  if (name == "ink-soft") return mixed(ink, paper, 0.24);
  if (name == "line-strong") return mixed(ink, paper, light ? 0.22 : 0.4);
  if (name == "calm-wash") return mixed(paper, colour_of(six.link), wash);
  if (name == "good-wash") return mixed(paper, colour_of(six.good), wash);
  if (name == "on-action") return words_on(action);
  if (name == "action-strong") return mixed(action, words_on(action).red > 0 ? black : white, 0.2);
  if (name == "on-alert") return words_on(colour_of(six.alert));
  if (name == "calm" || name == "focus") return colour_of(six.link);
  if (name == "good-dot") return colour_of(six.good);
  return colour_of(colour_named(six, name));
}

bool is_own(CityColours const& own, std::string_view name, Scheme scheme) {
  return !name.empty() && colour_named(shown_colours(own, scheme), name) != colour_named(shipped_colours(scheme), name);
}

double contrast_of(Palette const& palette, Pair const& pair) {
  return contrast(colour_of(token(palette, pair.token)), colour_of(token(palette, pair.on)));
}

/// The one that is changed: what was set by the city rather than what was shipped.
std::string_view to_change(CityColours const& own, Pair const& pair, Scheme scheme) {
  bool const ground = is_own(own, pair.on_source, scheme) && !is_own(own, pair.source, scheme);
  return ground || pair.source.empty() ? pair.on_source : pair.source;
}

bool all_readable(CityColours const& own, std::string_view name, Scheme scheme) {
  auto const palette = full_palette(own, scheme);
  return std::all_of(pairs.begin(), pairs.end(), [&](Pair const& pair) {
    return (pair.source != name && pair.on_source != name) || contrast_of(palette, pair) >= pair.needs;
  });
}

std::optional<Colour> offer_for(CityColours own, std::string_view name, Scheme scheme) {
  auto const start = colour_of(colour_named(shown_colours(own, scheme), name));
  return nearest_passing(start, [&](Colour tried) {
    colour_named(own, name) = colour_text(tried);
    return all_readable(own, name, scheme);
  });
}

Message fault_words(Ground ground) {
  switch (ground) {
    case Ground::paper:
      return _("{colour} on the page background {ground} has a contrast of {found} : 1; it needs {needed} : 1.");
    case Ground::panel:
      return _("{colour} on the background of cards {ground} has a contrast of {found} : 1; it needs {needed} : 1.");
    case Ground::sunken:
      return _("{colour} on shaded areas {ground} has a contrast of {found} : 1; it needs {needed} : 1.");
    case Ground::own_wash:
      break;
  }
  return _("{colour} on its own pale shade {ground} has a contrast of {found} : 1; it needs {needed} : 1.");
}

/// Down, so that 4.499 does not read as enough.
std::string ratio_text(double ratio) { return fmt::format("{:.2f}", static_cast<int>(ratio * 100) / 100.0); }

std::string field_of(Scheme scheme, std::string_view name) {
  return (scheme == Scheme::light ? "look.light." : "look.dark.") + std::string{name};
}

/// The first pair that fails for each colour, in the order of the list.
std::vector<std::pair<std::string_view, Pair>> failing(CityColours const& own, Scheme scheme) {
  auto const palette = full_palette(own, scheme);
  std::vector<std::pair<std::string_view, Pair>> found;
  for (auto const& pair : pairs) {
    if (contrast_of(palette, pair) >= pair.needs) continue;
    auto const name = to_change(own, pair, scheme);
    if (std::none_of(found.begin(), found.end(), [&](auto const& one) { return one.first == name; })) found.emplace_back(name, pair);
  }
  return found;
}

}  // namespace

CityColours const& shipped_colours(Scheme scheme) {
  static CityColours const light{"#fcfaf7", "#12202c", "#0b3a62", "#b4410e", "#0b6b4d", "#7d1f0e"};
  static CityColours const dark{"#10181f", "#eef3f6", "#9fd0f5", "#c24a14", "#7fd3ae", "#7d1f0e"};
  return scheme == Scheme::light ? light : dark;
}

std::string& colour_named(CityColours& colours, std::string_view name) {
  if (name == "paper") return colours.paper;
  if (name == "ink") return colours.ink;
  if (name == "link") return colours.link;
  if (name == "action") return colours.action;
  return name == "good" ? colours.good : colours.alert;
}

std::string const& colour_named(CityColours const& colours, std::string_view name) {
  return colour_named(const_cast<CityColours&>(colours), name);  // it is only read
}

CityColours shown_colours(CityColours const& own, Scheme scheme) {
  auto shown = shipped_colours(scheme);
  for (auto const name : city_colour_names)
    if (auto const colour = read_colour(colour_named(own, name))) colour_named(shown, name) = colour_text(*colour);
  return shown;
}

std::string const& token(Palette const& palette, std::string_view name) {
  return std::find_if(palette.begin(), palette.end(), [&](auto const& entry) { return entry.first == name; })->second;
}

Palette own_palette(CityColours const& own, Scheme scheme) {
  auto const six = shown_colours(own, scheme);
  Palette palette;
  for (auto const& mixture : mixtures)
    if (is_own(own, mixture.one, scheme) || is_own(own, mixture.other, scheme))
      palette.emplace_back(mixture.token, colour_text(mix_token(mixture.token, six, scheme)));
  return palette;
}

Palette full_palette(CityColours const& own, Scheme scheme) {
  auto palette = shipped_palette(scheme);
  for (auto const& [name, colour] : own_palette(own, scheme))
    std::find_if(palette.begin(), palette.end(), [&name = name](auto const& entry) { return entry.first == name; })->second = colour;
  return palette;
}

std::vector<FieldError> colour_faults(CityColours const& own, Scheme scheme) {
  std::vector<FieldError> faults;
  for (auto const name : city_colour_names)
    if (auto const& text = colour_named(own, name); !text.empty() && !read_colour(text))
      faults.push_back({field_of(scheme, name), "malformed", _("Write a color as # and six digits, such as #0b3a62.")});
  if (!faults.empty()) return faults;
  auto const palette = full_palette(own, scheme);
  for (auto const& [name, pair] : failing(own, scheme)) {
    faults.push_back({field_of(scheme, name), "contrast",
                      fault_words(pair.ground)
                          .with("colour", token(palette, pair.token))
                          .with("ground", token(palette, pair.on))
                          .with("found", ratio_text(contrast_of(palette, pair)))
                          .with("needed", fmt::format("{}", pair.needs))});
    if (auto const offer = offer_for(own, name, scheme))
      faults.push_back(
          {field_of(scheme, name), "offer", _("The nearest color that can be read is {offer}.").with("offer", colour_text(*offer))});
  }
  return faults;
}

CityColours with_offers(CityColours own, Scheme scheme) {
  for (auto const name : city_colour_names)
    if (!read_colour(colour_named(own, name))) colour_named(own, name).clear();
  constexpr int rounds_max = 12;
  for (int round = 0; round < rounds_max; ++round) {
    auto const faults = failing(own, scheme);
    if (faults.empty()) break;
    for (auto const& [name, pair] : faults)
      if (auto const offer = offer_for(own, name, scheme)) colour_named(own, name) = colour_text(*offer);
  }
  return own;
}

}  // namespace cityhall
