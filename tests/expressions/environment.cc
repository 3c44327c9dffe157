#include "environment.h"

#include <stdexcept>

#include "base/json.h"
#include "base/text.h"

namespace cityhall {
namespace {

Type choice_from_text(std::string_view options) {
  std::vector<std::string> ids;
  for (auto const id : split(options, ',')) ids.emplace_back(id);
  return Type::choice(ids);
}

}  // namespace

Type type_from_json(Json const& json) {
  if (json.is_array()) return Type::list(type_from_json(json.at(0)));
  if (json.is_object()) return Type::record(environment_from_json(json));
  auto const name = json.get<std::string>();
  if (name.starts_with("choice:")) return choice_from_text(std::string_view{name}.substr(7));
  for (auto const& type : {Type::boolean(), Type::integer(), Type::decimal(), Type::string(), Type::date(), Type::duration(), Type::any()})
    if (type.name() == name) return type;
  throw std::invalid_argument{"no type: " + name};
}

Environment environment_from_json(Json const& json) {
  Environment environment;
  for (auto const& [name, type] : json.items()) environment.emplace(name, type_from_json(type));
  return environment;
}

Bindings bindings_from_json(Json const& answers, Environment const& environment) {
  auto const value = value_from_json(answers, Type::record(environment));
  if (!value) throw std::invalid_argument{value.error().what};
  return *value->get<Value::Record>();
}

Json outcome_to_json(Outcome const& outcome) {
  auto json = Json::object();
  if (auto const* value = std::get_if<Value>(&outcome)) json["value"] = to_json(*value);
  else if (auto const* unknown = std::get_if<Unknown>(&outcome)) json["unknown"] = unknown->names;
  else json["error"] = true;
  return json;
}

}  // namespace cityhall
