#include "kernel/definitions/offered.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/definitions/topics.h"

namespace cityhall {

std::vector<DefinitionPtr> offered_through(DefinitionSet const& definitions, std::string_view channel, std::string_view language) {
  std::vector<DefinitionPtr> services;
  for (auto const& definition : definitions.current())
    if (definition->offers(channel)) services.push_back(definition);
  std::sort(services.begin(), services.end(),
            [&](auto const& a, auto const& b) { return fold(a->title.in(language)) < fold(b->title.in(language)); });
  return services;
}

std::vector<DefinitionPtr> in_group(std::vector<DefinitionPtr> const& services, std::string_view group) {
  auto const known = shipped_groups();
  auto const is_in = [&](Definition const& one) { return group.empty() ? find_topic(known, one.group) == nullptr : one.group == group; };
  std::vector<DefinitionPtr> out;
  for (auto const& one : services)
    if (is_in(*one)) out.push_back(one);
  return out;
}

std::vector<DefinitionPtr> in_situation(std::vector<DefinitionPtr> const& services, std::string_view situation) {
  std::vector<DefinitionPtr> out;
  for (auto const& one : services)
    if (std::find(one->situations.begin(), one->situations.end(), situation) != one->situations.end()) out.push_back(one);
  return out;
}

}  // namespace cityhall
