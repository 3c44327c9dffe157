#include "kernel/definitions/facts.h"

#include "base/json.h"

namespace cityhall {
namespace {

std::optional<Value> read(Json const& json, Type const& type);

/// Members that the definition does not read, or of another type, are left out; the others stay.
Value read_record(Json const& json, Type::Fields const& fields) {
  Value::Record record;
  for (auto const& [name, member] : json.items()) {
    auto const field = fields.find(name);
    auto value = field == fields.end() ? std::nullopt : read(member, field->second);
    if (value) record.emplace(name, *std::move(value));
  }
  return record;
}

std::optional<Value> read(Json const& json, Type const& type) {
  if (json.is_null()) return {};
  if (type.is(Type::Kind::record)) return json.is_object() ? std::optional{read_record(json, type.fields())} : std::nullopt;
  auto value = value_from_json(json, type);
  return value ? std::optional{*std::move(value)} : std::nullopt;
}

}  // namespace

Facts::Facts(DefinitionPtr definition, Json const& answers)
    : Facts{std::move(definition), answers, std::make_shared<WorkLeft>()} {}

Facts::Facts(DefinitionPtr definition, Json const& answers, std::shared_ptr<WorkLeft> left)
    : definition_{std::move(definition)}, left_{std::move(left)} {
  if (!answers.is_object()) return;
  for (auto const& [name, value] : answers.items()) set(name, value);
}

void Facts::set(std::string_view name, Json const& value) {
  auto const known = definition_->names.find(name);
  if (known == definition_->names.end()) return;
  if (auto read_value = read(value, known->second)) bindings_.insert_or_assign(std::string{name}, *std::move(read_value));
  else forget(name);
}

void Facts::set_members(std::string_view record, Json const& members) {
  auto const known = definition_->names.find(record);
  if (known == definition_->names.end() || !known->second.is(Type::Kind::record)) return;
  auto const& declared = known->second.fields();
  auto const bound = bindings_.find(record);
  auto const* before = bound == bindings_.end() ? nullptr : bound->second.get<Value::Record>();
  auto fields = before == nullptr ? Value::Record{} : *before;
  bool changed = false;
  for (auto const& [member, json] : members.items()) {
    auto const field = declared.find(member);
    auto value = field == declared.end() ? std::nullopt : read(json, field->second);
    if (!value) continue;
    fields.insert_or_assign(member, *std::move(value));
    changed = true;
  }
  if (changed) bindings_.insert_or_assign(std::string{record}, Value{std::move(fields)});
}

}  // namespace cityhall
