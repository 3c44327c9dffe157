#include "kernel/search/service_words.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "kernel/city.h"
#include "kernel/definitions/topics.h"
#include "kernel/search/search.h"

namespace cityhall {
namespace {

using Group = std::array<std::string_view, 8>;

// What people say for one thing, in English and Spanish; folded.
constexpr std::array<Group, 16> everyday{{
    {"trash", "garbage", "rubbish", "waste", "refuse", "basura"},
    {"street", "road", "calle", "avenue", "camino"},
    {"light", "lamp", "streetlight", "luz", "farola", "lampara"},
    {"pothole", "hole", "bache", "hoyo", "agujero"},
    {"sidewalk", "pavement", "footpath", "acera", "banqueta", "vereda"},
    {"tree", "arbol", "branch", "rama", "limb"},
    {"dog", "perro", "animal", "pet", "mascota"},
    {"noise", "noisy", "loud", "ruido"},
    {"parking", "parked", "estacionamiento", "estacionado", "aparcamiento"},
    {"graffiti", "grafiti", "tag", "pintada", "vandalism"},
    {"sign", "senal", "letrero"},
    {"snow", "ice", "nieve", "hielo"},
    {"water", "flood", "flooding", "leak", "agua", "inundacion", "fuga"},
    {"car", "vehicle", "auto", "coche", "carro", "vehiculo"},
    {"dumping", "dumped", "litter", "vertido", "tirado"},
    {"playground", "park", "parque", "juegos"},
}};

constexpr std::array<std::string_view, 44> empty_words{
    "a",    "an", "and", "are", "at",   "by",  "for",    "from", "has", "have",  "i",    "in", "is",  "it",   "my",
    "near", "of", "on",  "or",  "our",  "out", "please", "that", "the", "there", "this", "to", "was", "with", "de",
    "del",  "el", "en",  "es",  "esta", "hay", "la",     "las",  "lo",  "los",   "mi",   "un", "una", "y"};

bool is_empty_word(std::string_view word) { return std::find(empty_words.begin(), empty_words.end(), word) != empty_words.end(); }

std::vector<std::string> words_in(std::string_view text) {
  auto folded = fold(text);
  for (auto& letter : folded)
    if (static_cast<unsigned char>(letter) < 128 && !std::isalnum(static_cast<unsigned char>(letter))) letter = ' ';
  std::vector<std::string> words;
  for (auto const word : split(folded, ' '))
    if (!word.empty() && !is_empty_word(word)) words.emplace_back(word);
  return words;
}

void add(ServiceWords& words, std::size_t service, std::string_view text, double weight) {
  for (auto& word : words_in(text)) {
    auto& uses = words.uses[std::move(word)];
    if (!uses.empty() && uses.back().service == service) uses.back().weight = std::max(uses.back().weight, weight);
    else uses.push_back({service, weight});
  }
}

/// "I am moving" finds what people need who move.
void add_topics(ServiceWords& words, std::size_t service, Definition const& definition) {
  auto const take = [&](Topic const* topic) {
    if (topic == nullptr) return;
    for (auto const& [language, text] : topic->title.all()) add(words, service, text, 2);
  };
  take(find_topic(shipped_groups(), definition.group));
  for (auto const& situation : definition.situations) take(find_topic(shipped_situations(), situation));
}

/// How alike a typed and a known word are: 1 equal, less for a beginning or a slip of the finger, 0 different.
double likeness(std::string_view typed, std::string_view known) {
  if (typed == known) return 1;
  if (typed.size() >= 3 && known.starts_with(typed)) return 0.8;
  if (known.size() >= 4 && typed.starts_with(known)) return 0.6;  // "potholes"
  auto const slips = typed.size() >= 7 ? 2U : typed.size() >= 4 ? 1U : 0U;
  auto const difference = typed.size() > known.size() ? typed.size() - known.size() : known.size() - typed.size();
  if (slips == 0 || difference > slips || edit_distance(typed, known) > slips) return 0;
  return 0.5;
}

std::vector<std::pair<std::string, double>> variants_of(std::string const& word) {
  std::vector<std::pair<std::string, double>> variants{{word, 1.0}};
  for (auto const& group : everyday)
    if (std::any_of(group.begin(), group.end(), [&](std::string_view known) { return !known.empty() && likeness(word, known) >= 0.5; }))
      for (auto const known : group)
        if (!known.empty() && known != word) variants.emplace_back(known, 0.7);
  return variants;
}

/// Each service's best answer to one typed word.
std::map<std::size_t, double> scores_of(ServiceWords const& words, std::string const& word) {
  std::map<std::size_t, double> best;
  auto const services = static_cast<double>(words.definitions->current().size());
  for (auto const& [variant, share] : variants_of(word))
    for (auto const& [known, uses] : words.uses) {
      auto const alike = likeness(variant, known);
      if (alike == 0 || (share < 1 && alike < 0.8)) continue;  // no slips of the finger on words that nobody typed
      auto const rarity = std::log(1 + services / static_cast<double>(uses.size()));
      for (auto const& use : uses) best[use.service] = std::max(best[use.service], alike * share * rarity * use.weight);
    }
  return best;
}

}  // namespace

std::shared_ptr<ServiceWords const> words_of(std::shared_ptr<DefinitionSet const> definitions) {
  auto words = std::make_shared<ServiceWords>();
  auto const current = definitions->current();
  for (std::size_t service = 0; service < current.size(); ++service) {
    auto const& definition = *current[service];
    add(*words, service, definition.id, 2);
    for (auto const& [language, text] : definition.title.all()) add(*words, service, text, 3);
    for (auto const& keyword : definition.open311.keywords) add(*words, service, keyword, 3);
    add(*words, service, definition.open311.group, 1);
    add_topics(*words, service, definition);
    for (auto const& [language, text] : definition.description.all()) add(*words, service, text, 1);
  }
  words->definitions = std::move(definitions);
  return words;
}

std::vector<ServiceHit> find_services(City& city, std::string_view text, std::size_t most) {
  auto const definitions = city.definitions.get();
  auto words = city.service_words.get();
  if (words->definitions != definitions) {
    words = words_of(definitions);
    city.service_words.set(words);
  }
  std::map<std::size_t, double> scores;
  auto typed = words_in(text.substr(0, 400));
  if (typed.size() > 20) typed.resize(20);
  for (auto const& word : typed)
    for (auto const& [service, score] : scores_of(*words, word)) scores[service] += score;
  std::vector<ServiceHit> hits;
  for (auto const& [service, score] : scores) hits.push_back({definitions->current()[service], score});
  std::stable_sort(hits.begin(), hits.end(), [](ServiceHit const& a, ServiceHit const& b) { return a.score > b.score; });
  if (hits.size() > most) hits.resize(most);
  return hits;
}

}  // namespace cityhall
