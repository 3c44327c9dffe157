#include "services/casework/service_options.h"

#include "kernel/definitions/definition_set.h"

namespace cityhall {

std::vector<web::Option> service_options(Call const& call, std::optional<Message> const& none) {
  std::vector<web::Option> options;
  if (none) options.push_back({"", *none});
  auto const definitions = call.city.definitions.get();
  for (auto const& definition : definitions->current())
    options.push_back({definition->id, std::string{definition->title.in(call.language)}});
  return options;
}

}  // namespace cityhall
