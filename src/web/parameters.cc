#include "web/parameters.h"

#include <algorithm>

#include <utf8.h>

#include "base/text.h"

namespace cityhall::web {
namespace {

/// Tab and line ends are what people type; other control characters are not.
bool is_odd(char c) {
  auto const byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

struct Piece {
  std::string text;
  TextFault fault = TextFault::none;
};

Piece decode(std::string_view encoded) {
  auto decoded = percent_decode(encoded, PercentKind::form);
  if (!decoded.ok) return {decoded.text.empty() || !is_utf8(decoded.text) ? std::string{} : std::move(decoded.text), TextFault::bad_escape};
  if (!is_utf8(decoded.text)) return {utf8::replace_invalid(decoded.text), TextFault::not_utf8};
  auto const odd = std::any_of(decoded.text.begin(), decoded.text.end(), is_odd);
  return {std::move(decoded.text), odd ? TextFault::control_character : TextFault::none};
}

std::string encode_form(std::string_view text) {
  auto encoded = percent_encode(text);
  for (std::size_t at = 0; (at = encoded.find("%20", at)) != std::string::npos; ++at) encoded.replace(at, 3, "+");
  return encoded;
}

}  // namespace

void Parameters::add(std::string name, std::string value, TextFault fault) { list_.push_back({std::move(name), std::move(value), fault}); }

std::optional<std::string_view> Parameters::find(std::string_view name) const {
  for (auto const& parameter : list_)
    if (parameter.name == name) return parameter.value;
  return {};
}

std::string_view Parameters::get(std::string_view name) const { return find(name).value_or(std::string_view{}); }

std::vector<std::string_view> Parameters::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (auto const& parameter : list_)
    if (parameter.name == name) values.push_back(parameter.value);
  return values;
}

std::size_t Parameters::count(std::string_view name) const {
  return static_cast<std::size_t>(std::count_if(list_.begin(), list_.end(), [&](auto const& parameter) { return parameter.name == name; }));
}

ParsedParameters parse_urlencoded(std::string_view text, ParameterLimits limits) {
  ParsedParameters parsed;
  while (!text.empty()) {
    auto const end = std::min(text.find('&'), text.size());
    auto const pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    if (parsed.parameters.size() == limits.count) {
      parsed.too_many = true;
      break;
    }
    auto const equals = std::min(pair.find('='), pair.size());
    auto name = decode(pair.substr(0, equals));
    auto value = decode(pair.substr(std::min(equals + 1, pair.size())));
    parsed.parameters.add(std::move(name.text), std::move(value.text), name.fault == TextFault::none ? value.fault : name.fault);
  }
  return parsed;
}

std::string to_urlencoded(Parameters const& parameters) {
  std::string text;
  for (auto const& parameter : parameters) {
    if (!text.empty()) text += '&';
    text += encode_form(parameter.name) + "=" + encode_form(parameter.value);
  }
  return text;
}

}  // namespace cityhall::web
