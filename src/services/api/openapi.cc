#include "services/api/openapi.h"

#include <algorithm>
#include <set>

#include "base/json.h"
#include "base/text.h"

namespace cityhall::api {
namespace {

constexpr std::string_view about =
    "The city's nouns and what is done with them: cases (also merged, split, tagged, handed over), work orders, contacts and call-backs, "
    "people, places, services, articles, pages, files, history, hooks, settings. Calendars, wordings, delegations and drafts have pages "
    "only. Lists come in pages: send `next` back as `cursor`; a cursor stays right while rows are "
    "added. "
    "A change may carry `Idempotency-Key`: sent again within 48 hours it has one effect and the first answer. What has an `ETag` takes "
    "`If-Match` with each change and answers 412 when somebody was faster; `If-None-Match` answers 304. Times are UTC, ids are texts of "
    "digits. A key may do what its scopes allow, as often in a minute as it was made for; beyond that comes 429 with `Retry-After`.";

Json error_schema() {
  Json const field{{"type", "object"},
                   {"properties", {{"field", {{"type", "string"}}}, {"code", {{"type", "string"}}}, {"message", {{"type", "string"}}}}},
                   {"required", {"field", "code", "message"}}};
  Json const error{{"type", "object"},
                   {"properties",
                    {{"code", {{"type", "string"}, {"description", "Stable: case.already_closed."}}},
                     {"message", {{"type", "string"}, {"description", "What happened, in the reader's language."}}},
                     {"fix", {{"type", "string"}, {"description", "What to do next."}}},
                     {"fields", {{"type", "array"}, {"items", field}}},
                     {"request", {{"type", "string"}, {"description", "The request's id, also in our log."}}}}},
                   {"required", {"code", "message", "request"}},
                   {"additionalProperties", false}};
  return {{"type", "object"}, {"properties", {{"error", error}}}, {"required", {"error"}}, {"additionalProperties", false}};
}

Json content(std::string_view type, Json schema) { return {{std::string{type}, {{"schema", std::move(schema)}}}}; }

Json parameter(web::ShapeMember const& member, std::string_view place, web::Components& components) {
  auto shape = member.shape;
  shape.nullable = false;
  Json json{{"name", member.name}, {"in", place}, {"required", member.required}, {"schema", components.schema(shape)}};
  if (shape.kind == web::Shape::Kind::list) json["explode"] = false;
  return json;
}

Json header_parameter(std::string_view name, std::string_view what, int most) {
  return {{"name", name},
          {"in", "header"},
          {"required", false},
          {"description", what},
          {"schema", {{"type", "string"}, {"minLength", 1}, {"maxLength", most}}}};
}

Json parameters_of(Route const& route, web::Components& components) {
  Json list = Json::array();
  for (auto const& member : route.operation->path) list.push_back(parameter(member, "path", components));
  for (auto const& member : route.operation->query.members) list.push_back(parameter(member, "query", components));
  if (web::is_safe(route.method)) return list;
  list.push_back(header_parameter("Idempotency-Key", "One for each thing that you want done once.", 200));
  if (route.operation->tagged) list.push_back(header_parameter("If-Match", "The ETag that you read.", 200));
  return list;
}

Json answers_of(Route const& route, web::Components& components) {
  auto const& operation = *route.operation;
  Json good{{"description", operation.status == 204   ? "Done."
                            : operation.status == 201 ? "Made; Location says where it is."
                                                      : "As asked."}};
  if (operation.answer) good["content"] = content(operation.answer_type, components.schema(*operation.answer));
  if (operation.tagged) good["headers"] = {{"ETag", {{"schema", {{"type", "string"}}}}}};
  Json const error{{"$ref", "#/components/responses/Error"}};
  Json answers{{std::to_string(operation.status), std::move(good)}};
  if (web::is_safe(route.method)) answers["304"] = {{"description", "You have it already (If-None-Match)."}};
  // What is no request at all is refused before anybody knows what it asks for.
  answers["400"] = {{"$ref", "#/components/responses/Malformed"}};
  answers["4XX"] = error;
  answers["503"] = error;
  return answers;
}

/// Public operations may be called without a key.
Json security_of(Route const& route) {
  if (route.permission == "public") return Json::array({Json::object(), {{"key", Json::array()}}});
  return Json::array({{{"key", Json::array({route.permission})}}, {{"session", Json::array()}}});
}

Json operation_json(Route const& route, web::Components& components) {
  auto const& operation = *route.operation;
  Json json{{"operationId", operation_id(route)}, {"tags", {operation.group}}, {"summary", in_english(route.summary)}};
  if (!operation.what.empty()) json["description"] = operation.what;
  json["x-permission"] = route.permission;
  json["parameters"] = parameters_of(route, components);
  if (operation.body)
    json["requestBody"] = {{"required", true}, {"content", content(operation.body_type, components.schema(*operation.body))}};
  json["responses"] = answers_of(route, components);
  json["security"] = security_of(route);
  return json;
}

Json security_schemes() {
  return {{"key",
           {{"type", "http"},
            {"scheme", "bearer"},
            {"description", "An API key of the city: Authorization: Bearer ck_… (or the header X-Api-Key)."}}},
          {"session",
           {{"type", "apiKey"},
            {"in", "cookie"},
            {"name", "session"},
            {"description", "Signed in with a browser; changes need X-CSRF-Token."}}}};
}

}  // namespace

std::vector<Route const*> operations(std::span<Module const> modules) {
  std::vector<Route const*> found;
  for (auto const& module : modules)
    for (auto const& route : module.routes)
      if (route.operation) found.push_back(&route);
  return found;
}

std::string operation_id(Route const& route) {
  auto id = to_lower_ascii(web::to_text(route.method));
  for (auto const part : split(route.path.substr(std::string_view{"/api/v1"}.size()), '/')) {
    if (part.empty()) continue;
    id += '_';
    for (char const letter : part)
      if (letter != '{' && letter != '}') id += letter == '-' ? '_' : letter;
  }
  return id;
}

std::string openapi_document(std::span<Module const> modules, DocumentHead const& head) {
  web::Components components;
  Json paths = Json::object();
  Json groups = Json::array();
  std::set<std::string_view> seen;
  for (auto const* route : operations(modules)) {
    paths[std::string{route->path}][to_lower_ascii(web::to_text(route->method))] = operation_json(*route, components);
    if (seen.insert(route->operation->group).second) groups.push_back({{"name", route->operation->group}});
  }
  auto schemas = components.all();
  schemas["Error"] = error_schema();
  Json const error_answer{
      {"description", "What went wrong, and what to do."},
      {"headers", {{"Retry-After", {{"description", "Seconds; with 429 and 503."}, {"schema", {{"type", "integer"}}}}}}},
      {"content", content("application/json", {{"$ref", "#/components/schemas/Error"}})}};
  auto malformed = error_answer;
  malformed["description"] = "What went wrong; as text where the server could not even read the request's head.";
  malformed["content"].update(content("text/plain", {{"type", "string"}}));
  Json const document{
      {"openapi", "3.1.0"},
      {"info",
       {{"title", head.title},
        {"version", "1"},
        {"description", about},
        {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}}},
      {"servers", Json::array({{{"url", head.base_url}}})},
      {"tags", std::move(groups)},
      {"paths", std::move(paths)},
      {"components",
       {{"schemas", std::move(schemas)},
        {"responses", {{"Error", error_answer}, {"Malformed", std::move(malformed)}}},
        {"securitySchemes", security_schemes()}}}};
  return document.dump(1);
}

}  // namespace cityhall::api
