// Number, channels, texts, and the names that expressions read.
#include <algorithm>

#include <re2/re2.h>

#include "base/text.h"
#include "kernel/definitions/build.h"
#include "kernel/definitions/checks.h"
#include "kernel/definitions/form_check.h"
#include "kernel/definitions/visit.h"
#include "kernel/expressions/expression.h"

namespace cityhall {
namespace {

/// The words in braces.
std::vector<std::string> placeholders(std::string_view pattern) {
  std::vector<std::string> out;
  for (auto open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{', open + 1)) {
    auto const close = pattern.find('}', open);
    if (close == std::string_view::npos) break;
    out.emplace_back(pattern.substr(open + 1, close - open - 1));
  }
  return out;
}

bool is_sequence(std::string_view word) { return word.size() == 5 && word.starts_with("seq:") && word[4] >= '1' && word[4] <= '9'; }

/// "lane in []": so it is written while somebody still chooses.
bool looks_into_nothing(std::string const& expression) {
  static RE2 const empty_list{R"(\bin\s*\[\s*\])"};
  return RE2::PartialMatch(expression, empty_list);
}

void check_number(Findings& findings) {
  auto const& pattern = findings.definition().number;
  if (pattern.empty()) return;
  auto const words = placeholders(pattern);
  for (auto const& word : words)
    if (word != "yy" && word != "yyyy" && !is_sequence(word))
      findings.add("/number", "A number pattern has no " + in_quotes('{' + word + '}') + '.', "Use {yyyy}, {yy} and {seq:1} to {seq:9}.");
  if (std::none_of(words.begin(), words.end(), is_sequence))
    findings.add("/number", "The pattern " + in_quotes(pattern) + " gives every case the same number.",
                 "Add a running number, such as {seq:6}.");
}

void check_channels(Findings& findings) {
  auto const& definition = findings.definition();
  if (definition.channels.empty())
    findings.add("/channels", "The service is offered nowhere.", "Name at least one channel, such as \"web\".");
  for (std::size_t i = 0; i < definition.channels.size(); ++i)
    if (std::find(definition.channels.begin(), definition.channels.end(), definition.channels[i]) !=
        definition.channels.begin() + static_cast<std::ptrdiff_t>(i))
      findings.add(entry_at("/channels", i), "The channel " + in_quotes(definition.channels[i]) + " stands twice.", "Remove one of them.");
  auto const& code = definition.open311.service_code;
  if (definition.offers("open311") && code.empty())
    findings.add("/channels", "The channel \"open311\" needs a service code.", R"(Add "open311": {"service_code": …}.)");
  for (auto const& other : findings.context().others)
    if (other->id != definition.id && !code.empty() && other->open311.service_code == code)
      findings.add("/open311/service_code", "The Open311 code " + in_quotes(code) + " belongs to the service " + in_quotes(other->id) + '.',
                   "Use another code.");
}

void check_topics(Findings& findings) {
  auto const& definition = findings.definition();
  auto const& context = findings.context();
  if (!context.groups.empty()) findings.require_known("/group", "group", definition.group, context.groups);
  for (std::size_t i = 0; i < definition.situations.size() && !context.situations.empty(); ++i)
    findings.require_known(entry_at("/situations", i), "situation", definition.situations[i], context.situations);
}

/// A tag or an entity; "less than" signs of plain words are fine.
bool looks_like_html(std::string_view text) {
  for (auto at = text.find('<'); at != std::string_view::npos && at + 1 < text.size(); at = text.find('<', at + 1))
    if (char const next = text[at + 1]; (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '/' || next == '!')
      return true;
  auto const amp = text.find('&');
  auto const end = amp == std::string_view::npos ? amp : text.find(';', amp);
  return end != std::string_view::npos && end - amp > 1 && end - amp < 9 && text.substr(amp, end - amp).find(' ') == std::string_view::npos;
}

/// Paths such as "where.distrct" against what the city knows of a place.
void check_path(Findings& findings, std::string const& pointer, std::string const& path) {
  auto const dot = path.find('.');
  auto const* question = findings.definition().question(path.substr(0, dot));
  if (dot == std::string::npos || question == nullptr || !question->is_place() || findings.context().zone_layers.empty()) return;
  auto const word = path.substr(dot + 1, path.find('.', dot + 1) - dot - 1);
  auto known = place_members();
  known.insert(known.end(), findings.context().zone_layers.begin(), findings.context().zone_layers.end());
  if (!is_among(known, word))
    findings.add(pointer, "A place has no " + in_quotes(word) + ", and the city has no zone layer of that name.", suggestion(word, known));
}

}  // namespace

void check_identity(Findings& findings) {
  check_number(findings);
  check_topics(findings);
  check_channels(findings);
}

void check_texts(Findings& findings) {
  visit_texts(findings.definition(), [&](std::string const& pointer, LocalText const& text, std::size_t most) {
    for (auto const& language : findings.context().languages)
      if (!text.has(language))
        findings.add(pointer, "The text is missing in " + in_quotes(language) + '.', "Add it: the city speaks that language.");
    for (auto const& [language, words] : text.all()) {
      auto const place = pointer + '/' + pointer_token(language);
      if (looks_like_html(words)) findings.add(place, "HTML stands in this text.", "Write plain words; the page takes care of the form.");
      if (length(words) > most)
        findings.add(place,
                     "The text has " + std::to_string(length(words)) + " characters, at most " + std::to_string(most) + " are read here.",
                     "Say it shorter.");
    }
  });
}

void check_names(Findings& findings) {
  visit_conditions(findings.definition(), [&](std::string const& pointer, Condition const& condition) {
    if (condition.compiled == nullptr) return;
    if (looks_into_nothing(condition.text))
      findings.add(pointer, "Nothing is ever in an empty list.", "Choose what it may be, or remove the comparison.");
    for (auto const& path : condition.compiled->paths()) check_path(findings, pointer, path);
  });
  visit_filled(findings.definition(), [&](std::string const& pointer, FilledText const& text) {
    for (auto const& path : text.paths) check_path(findings, pointer, join(path, "."));
  });
}

}  // namespace cityhall
