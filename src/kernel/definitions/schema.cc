#include "kernel/definitions/schema.h"

#include "base/json.h"
#include "kernel/definitions/format.h"

namespace cityhall {
namespace {

constexpr auto period_pattern =
    "^P(?=[0-9T])(?:[0-9]{1,5}BD|(?:[0-9]{1,5}Y)?(?:[0-9]{1,5}M)?(?:[0-9]{1,5}W)?(?:[0-9]{1,5}D)?(?:T(?=[0-9])(?:[0-9]{1,5}H)?(?:[0-9]{1,5}"
    "M)?(?:[0-9]{1,5}S)?)?)$";

std::string definition_name(std::string_view called) {
  std::string out;
  for (char const c : called) out += c == ' ' ? '-' : c;
  return out;
}

Json reference(std::string_view name) { return {{"$ref", "#/$defs/" + definition_name(name)}}; }

Json text_schema(ValueForm const& form) {
  Json out{{"type", "string"}, {"maxLength", form.max}};
  if (form.min > 0) out["minLength"] = form.min;
  return out;
}

Json words_schema(ValueForm const& form) {
  if (form.words.size() == 1) return {{"const", form.words[0]}};
  Json words = Json::array();
  for (auto const word : form.words) words.push_back(word);
  return {{"enum", words}};
}

Json schema_of(ValueForm const& form);

Json list_schema(ValueForm const& form) {
  Json const list{{"type", "array"}, {"items", schema_of(*form.element)}, {"maxItems", form.max}};
  return form.or_one ? Json{{"anyOf", Json::array({schema_of(*form.element), list})}} : list;
}

Json due_schema() {
  return {{"anyOf", Json::array({reference("period"), Json{{"type", "object"},
                                                           {"propertyNames", {{"pattern", "^[1-5]$"}}},
                                                           {"additionalProperties", reference("period")}}})}};
}

Json schema_of(ValueForm const& form) {
  switch (form.kind) {
    case ValueKind::text:
      return text_schema(form);
    case ValueKind::id:
      return reference("id");
    case ValueKind::name:
      return reference("name");
    case ValueKind::word:
      return words_schema(form);
    case ValueKind::local_text:
      return reference("text-for-people");
    case ValueKind::expression:
      return reference("expression");
    case ValueKind::filled:
      return reference("filled-text");
    case ValueKind::period:
      return reference("period");
    case ValueKind::distance:
      return {{"type", "string"}, {"pattern", "^[0-9]+(?:\\.[0-9]+)?k?m$"}};
    case ValueKind::decimal:
      return reference("decimal");
    case ValueKind::integer:
      return {{"type", "integer"}, {"minimum", form.min}, {"maximum", form.max}};
    case ValueKind::boolean:
      return {{"type", "boolean"}};
    case ValueKind::date:
      return {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}};
    case ValueKind::bound:
      return {{"type", Json::array({"integer", "string"})}};
    case ValueKind::due:
      return due_schema();
    case ValueKind::values:
      return {{"anyOf", Json::array({reference("expression"), Json{{"type", "array"}, {"items", reference("id")}}})}};
    case ValueKind::list:
      return list_schema(form);
    case ValueKind::map:
      return {
          {"type", "object"}, {"propertyNames", {{"minLength", 1}, {"maxLength", 64}}}, {"additionalProperties", schema_of(*form.element)}};
    case ValueKind::periods:
      return {{"type", "object"}, {"propertyNames", reference("period")}, {"additionalProperties", schema_of(*form.element)}};
    case ValueKind::object:
      return reference(form.object().name);
    case ValueKind::json:
      return {{"type", "object"}};
  }
  return {};
}

Json object_schema(ObjectForm const& form) {
  Json properties = Json::object();
  Json required = Json::array();
  for (auto const& member : form.members) {
    auto schema = schema_of(member.value);
    schema["description"] = said_of(member);
    properties[std::string{member.name}] = std::move(schema);
    if (member.required) required.push_back(member.name);
  }
  Json out{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  if (!required.empty()) out["required"] = std::move(required);
  return out;
}

Json shared_definitions() {
  Json out = Json::object();
  out["id"] = {{"type", "string"}, {"pattern", "^[a-z0-9][a-z0-9_-]{0,63}$"}};
  out["name"] = {{"type", "string"}, {"pattern", "^[a-z_][a-z0-9_]{0,63}$"}};
  out["text-for-people"] = {{"type", "object"},
                            {"minProperties", 1},
                            {"propertyNames", {{"pattern", "^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$"}}},
                            {"additionalProperties", {{"type", "string"}, {"minLength", 1}, {"maxLength", 2000}}}};
  out["expression"] = {{"type", "string"}, {"minLength", 1}, {"maxLength", 4096}};
  out["filled-text"] = {{"type", "string"}, {"minLength", 1}, {"maxLength", 200}};
  out["period"] = {{"type", "string"}, {"pattern", period_pattern}};
  out["decimal"] = {{"type", "string"}, {"pattern", "^(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)$"}};
  return out;
}

}  // namespace

Json service_schema() {
  auto definitions = shared_definitions();
  auto const forms = all_forms();
  for (auto const* form : forms)
    if (form != &service_form()) definitions[definition_name(form->name)] = object_schema(*form);
  Json out{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
           {"title", "City service definition"},
           {"description", "One service of a city, as data. Reference: docs/reference/service-format.md."}};
  out.update(object_schema(service_form()));
  out["$defs"] = std::move(definitions);
  return out;
}

}  // namespace cityhall
