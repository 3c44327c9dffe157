// The menus that are made from the services: groups, services, and what words may mean.

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/topics.h"
#include "kernel/search/search.h"
#include "services/telephony/dialog_case.h"
#include "services/telephony/step.h"

namespace cityhall::telephony {
namespace {

constexpr std::size_t choices_max = 8;  // 9 is "more"
constexpr std::size_t meant_max = 3;

/// A menu of names: "For Streets, press 1."; with 9 for the next page.
Prompt name_menu(Step& step, std::vector<std::string> const& names) {
  auto const from = step.memory.value("page", std::size_t{0}) * choices_max;
  for (auto i = from; i < std::min(names.size(), from + choices_max); ++i)
    step.tell((step.voice() ? _("For {name}, press {digit}.") : _("{digit}: {name}"))
                  .with("name", names[i])
                  .with("digit", std::to_string(i - from + 1)));
  if (names.size() > from + choices_max) step.tell(step.voice() ? _("For more, press 9.") : _("9: more"));
  return {.lines = step.told, .digits_max = 1, .speech = true};
}

enum class Chosen { one, more, none };
struct Choice {
  Chosen what = Chosen::none;
  std::size_t index = 0;
};

Choice chosen(Step const& step, std::size_t count) {
  auto const choice = choice_of(step.heard);
  auto const from = step.memory.value("page", std::size_t{0}) * choices_max;
  if (choice == 9 && count > from + choices_max) return {Chosen::more};
  if (choice < 1 || choice > static_cast<int>(choices_max)) return {};
  auto const index = from + static_cast<std::size_t>(choice) - 1;
  return index < count ? Choice{Chosen::one, index} : Choice{};
}

Prompt next_page(Step& step) {
  step.memory["page"] = step.memory.value("page", 0) + 1;
  return prompt_at(step);
}

/// The groups that hold a service for this channel, in the order in which the city shows them.
std::vector<Topic const*> groups_of(Step const& step) {
  auto const services = offered(step);
  std::vector<Topic const*> groups;
  for (auto const& group : shipped_groups())
    if (std::any_of(services.begin(), services.end(), [&](DefinitionPtr const& service) { return service->group == group.id; }))
      groups.push_back(&group);
  return groups;
}

std::vector<DefinitionPtr> services_of(Step const& step, std::string_view group) {
  auto services = offered(step);
  std::erase_if(services, [&](DefinitionPtr const& service) { return service->group != group; });
  return services;
}

std::vector<std::string> titles_of(Step const& step, std::vector<DefinitionPtr> const& services) {
  std::vector<std::string> names;
  for (auto const& service : services) names.emplace_back(service->title.in(step.talk.language));
  return names;
}

std::vector<DefinitionPtr> meant_services(Step const& step) {
  std::vector<DefinitionPtr> services;
  auto const definitions = step.unit.city.definitions.get();
  for (auto const& id : step.memory.value("meant", Json::array()))
    if (auto definition = definitions->find(id.get<std::string>())) services.push_back(std::move(definition));
  return services;
}

Prompt otherwise(Step& step) { return step.heard.words.empty() ? not_understood(step) : find_service(step); }

}  // namespace

int choice_of(Heard const& heard) {
  auto const text = !heard.digits.empty() ? std::string_view{heard.digits} : trim(heard.words);
  if (text.empty() || text.size() > 2 || text.find_first_not_of("0123456789") != std::string_view::npos) return -1;
  return std::stoi(std::string{text});
}

bool says(Heard const& heard, std::initializer_list<std::string_view> meant) {
  auto folded = fold(heard.words);
  while (!folded.empty() && (folded.back() == '.' || folded.back() == '!')) folded.pop_back();
  return std::any_of(meant.begin(), meant.end(), [&](std::string_view word) {
    auto const first = std::string{word};
    return folded == first || folded.starts_with(first + " ") || folded.starts_with(first + ",");
  });
}

bool is_yes(Heard const& heard) { return choice_of(heard) == 1 || says(heard, {"yes", "y", "si", "yeah", "yep", "correct", "correcto"}); }
bool is_no(Heard const& heard) { return choice_of(heard) == 2 || says(heard, {"no", "n", "nope"}); }

bool is_offered(Step const& step, Definition const& definition) {
  return definition.offers(step.channel_word()) && definition.who.auth == Authentication::none;
}

std::vector<DefinitionPtr> offered(Step const& step) {
  std::vector<DefinitionPtr> services;
  auto const definitions = step.unit.city.definitions.get();
  for (auto const& definition : definitions->current())
    if (is_offered(step, *definition)) services.push_back(definition);
  return services;
}

Prompt begin_service(Step& step, Definition const& definition) {
  step.memory["service"] = definition.id;
  step.memory["answers"] = Json::object();
  step.memory["skipped"] = Json::array();
  step.memory["places"] = Json::array();
  if (!definition.warning.empty()) step.told.emplace_back(definition.warning.in(step.talk.language));
  step.go(next_question(step));
  return prompt_at(step);
}

Prompt find_service(Step& step) {
  auto names = Json::array();
  for (auto const& hit : find_services(step.unit.city, step.heard.words, meant_max * 2))
    if (is_offered(step, *hit.definition) && names.size() < meant_max) names.push_back(hit.definition->id);
  if (names.empty()) return not_understood(step);
  step.memory["meant"] = std::move(names);
  step.memory["page"] = 0;
  step.memory["said"] = step.heard.words;
  step.go("meant");
  return prompt_at(step);
}

Prompt hear_group(Step& step) {
  auto const groups = groups_of(step);
  auto const choice = chosen(step, groups.size());
  if (choice.what == Chosen::more) return next_page(step);
  if (choice.what == Chosen::none) return otherwise(step);
  step.memory["group"] = groups.at(choice.index)->id;
  step.memory["page"] = 0;
  step.go("service");
  return prompt_at(step);
}

Prompt hear_service(Step& step) {
  auto const services = services_of(step, text_of(step.memory, "group"));
  auto const choice = chosen(step, services.size());
  if (choice.what == Chosen::more) return next_page(step);
  if (choice.what == Chosen::none) return otherwise(step);
  return begin_service(step, *services.at(choice.index));
}

Prompt hear_meant(Step& step) {
  auto const services = meant_services(step);
  auto const choice = choice_of(step.heard);
  if (choice == 0 || says(step.heard, {"no", "none", "ninguno", "ninguna"})) {
    step.go("menu");
    return prompt_at(step);
  }
  if (services.size() == 1 && says(step.heard, {"yes", "si", "yeah", "correct", "correcto"})) return begin_service(step, *services.front());
  if (choice >= 1 && choice <= static_cast<int>(services.size()))
    return begin_service(step, *services.at(static_cast<std::size_t>(choice) - 1));
  return otherwise(step);
}

Prompt group_prompt(Step& step) {
  std::vector<std::string> names;
  for (auto const* group : groups_of(step)) names.emplace_back(group->title.in(step.talk.language));
  return name_menu(step, names);
}

Prompt service_prompt(Step& step) { return name_menu(step, titles_of(step, services_of(step, text_of(step.memory, "group")))); }

Prompt meant_prompt(Step& step) {
  step.tell(_("Do you mean one of these?"));
  auto prompt = name_menu(step, titles_of(step, meant_services(step)));
  prompt.lines.push_back(step.words(step.voice() ? _("For none of them, press 0.") : _("0: none of them")));
  return prompt;
}

}  // namespace cityhall::telephony
