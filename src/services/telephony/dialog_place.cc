#include "services/telephony/dialog_place.h"

#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/places/address_search.h"
#include "kernel/places/street.h"

namespace cityhall::telephony {
namespace {

constexpr std::size_t places_max = 3;
constexpr std::size_t letters_min = 2;

/// Letters on the keys of a telephone (ITU-T E.161).
char key_of(char letter) {
  constexpr std::string_view keys = "22233344455566677778889999";
  return letter >= 'a' && letter <= 'z' ? keys[static_cast<std::size_t>(letter - 'a')] : letter;
}

void add(std::vector<std::string>& lines, std::string const& line) {
  if (lines.size() < places_max && std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
}

/// House number, star, the first letters of the street: "845*2368".
std::vector<std::string> keyed_addresses(View const& view, std::string_view digits) {
  auto const star = digits.find('*');
  auto const number = std::string{digits.substr(0, star)};
  auto const letters = star == std::string_view::npos ? std::string_view{} : digits.substr(star + 1);
  std::vector<std::string> lines;
  if (number.empty() || letters.size() < letters_min) return lines;
  auto const streets = view.city.streets.get();
  for (auto const& street : streets->all()) {
    if (lines.size() == places_max) break;
    if (!keys_of(street.name).starts_with(letters)) continue;
    for (auto const& found : find_places(view, {.typed = number + " " + street.name, .most = 1}))
      if (found.as == FoundAs::address || found.as == FoundAs::between) add(lines, found.text);
  }
  return lines;
}

std::vector<std::string> spoken_addresses(View const& view, std::string_view words) {
  std::vector<std::string> lines;
  for (auto const& found : find_places(view, {.typed = words, .most = places_max * 2}))
    if (found.as != FoundAs::street) add(lines, found.text);
  return lines;
}

}  // namespace

std::string keys_of(std::string_view text) {
  std::string keys;
  for (char const letter : fold(text))
    if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) keys += key_of(letter);
  return keys;
}

std::string take_place(Step& step) {
  auto const view = view_of(step.unit);
  auto const& heard = step.heard;
  auto lines = heard.words.empty() ? keyed_addresses(view, heard.digits) : spoken_addresses(view, heard.words);
  if (lines.empty() && !heard.words.empty()) {
    // A city without a list of addresses takes what people say.
    try {
      lines.push_back(locate(view, {.address = std::string{trim(heard.words)}}).address);
    } catch (Refusal const& refusal) {
      return step.words(refusal.message);
    }
  }
  if (lines.empty()) return step.words(_("We do not know this address."));
  step.memory["places"] = lines;
  return {};
}

}  // namespace cityhall::telephony
