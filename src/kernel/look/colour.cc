#include "kernel/look/colour.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace cityhall {
namespace {

double linear(double part) { return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); }
double curved(double part) { return part <= 0.0031308 ? part * 12.92 : 1.055 * std::pow(part, 1 / 2.4) - 0.055; }

double luminance(Colour colour) { return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue); }

/// As its text says it: what is checked is what is shown.
Colour as_shown(Colour colour) {
  auto const step = [](double part) { return std::round(std::clamp(part, 0.0, 1.0) * 255) / 255; };
  return {step(colour.red), step(colour.green), step(colour.blue)};
}

struct Oklab {
  double light = 0;
  double a = 0;
  double b = 0;
};

Oklab to_oklab(Colour colour) {
  double const red = linear(colour.red);
  double const green = linear(colour.green);
  double const blue = linear(colour.blue);
  double const l = std::cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  double const m = std::cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  double const s = std::cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
          0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

/// Parts may lie outside of 0 to 1: then no screen shows it.
Colour from_oklab(Oklab const& lab) {
  auto const cube = [](double value) { return value * value * value; };
  double const l = cube(lab.light + 0.3963377774 * lab.a + 0.2158037573 * lab.b);
  double const m = cube(lab.light - 0.1055613458 * lab.a - 0.0638541728 * lab.b);
  double const s = cube(lab.light - 0.0894841775 * lab.a - 1.2914855480 * lab.b);
  return {curved(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s), curved(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
          curved(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)};
}

bool can_be_shown(Colour colour) {
  constexpr double slack = 0.0005;
  auto const fits = [](double part) { return part >= -slack && part <= 1 + slack; };
  return fits(colour.red) && fits(colour.green) && fits(colour.blue);
}

/// With that lightness, as colourful as a screen can show it.
Colour with_lightness(Oklab lab, double light) {
  lab.light = light;
  for (int paler = 0; paler < 40 && !can_be_shown(from_oklab(lab)); ++paler) {
    lab.a *= 0.9;
    lab.b *= 0.9;
  }
  return as_shown(from_oklab(lab));
}

}  // namespace

std::optional<Colour> read_colour(std::string_view text) {
  if (text.size() != 7 || text.front() != '#') return std::nullopt;
  std::array<double, 3> parts{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    unsigned value = 0;
    auto const* const end = text.data() + 3 + 2 * i;
    auto const read = std::from_chars(end - 2, end, value, 16);
    if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
    parts[i] = value / 255.0;
  }
  return Colour{parts[0], parts[1], parts[2]};
}

std::string colour_text(Colour colour) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text{"#"};
  for (double const part : {colour.red, colour.green, colour.blue}) {
    auto const value = static_cast<unsigned>(std::lround(std::clamp(part, 0.0, 1.0) * 255));
    (text += digits[value / 16]) += digits[value % 16];
  }
  return text;
}

double contrast(Colour one, Colour other) {
  auto const [dark, light] = std::minmax({luminance(one), luminance(other)});
  return (light + 0.05) / (dark + 0.05);
}

Colour mixed(Colour one, Colour other, double share) {
  auto const mix = [share](double a, double b) { return a + (b - a) * share; };
  return as_shown({mix(one.red, other.red), mix(one.green, other.green), mix(one.blue, other.blue)});
}

std::optional<Colour> nearest_passing(Colour start, std::function<bool(Colour)> const& passes) {
  auto const lab = to_oklab(start);
  if (passes(start)) return start;
  for (int step = 1; step <= 200; ++step)
    for (double const light : {lab.light - step / 200.0, lab.light + step / 200.0}) {
      if (light < 0 || light > 1) continue;
      if (auto const found = with_lightness(lab, light); passes(found)) return found;
    }
  return std::nullopt;
}

}  // namespace cityhall
