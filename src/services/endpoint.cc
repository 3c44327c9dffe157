#include "services/endpoint.h"

#include "base/crypto.h"
#include "base/json.h"
#include "base/text.h"
#include "web/answer.h"

namespace cityhall {
namespace {

constexpr std::string_view cursor_mark = "c1:";

Refusal wrong_cursor() { return invalid_fields({{"cursor", "malformed", _("This is no cursor of this list. Begin again without one.")}}); }

/// What a name in a path stands for, where it is no id.
std::string_view path_words(std::string_view name) {
  if (name == "number") return "The case's number: SR-27-000123.";
  if (name == "service") return "The id of a service: pothole.";
  if (name == "version") return "A version's number.";
  if (name == "action") return "An action that the case offers now.";
  if (name == "role") return "A role's name.";
  return {};
}

}  // namespace

namespace endpoints {

web::JsonBox body_of(Call const& call) {
  auto const& request = call.request;
  if (request.body.empty()) return web::JsonBox{"{}"};
  auto const type = request.content_type();
  if (type != "application/json" && !type.ends_with("+json"))
    throw invalid("body.not_json", _("This address takes JSON."), _("Send the header Content-Type: application/json."));
  return web::JsonBox{request.body.bytes()};
}

web::JsonBox query_of(Call const& call, web::Shape const& shape) {
  web::Parameters asked;
  for (auto const& parameter : call.request.query)
    if (parameter.name != "lang") asked.add(parameter.name, parameter.value, parameter.fault);
  web::JsonBox box;
  box.out().json(web::object_of(asked, shape));
  return box;
}

web::Response answer(Call const& call, web::JsonBox const& box, std::string const& version) {
  auto response = web::json(box.text());
  response.with_etag = web::is_safe(call.request.method);
  if (!version.empty()) response.headers.set("ETag", "\"" + version + "\"");
  response.headers.set("Cache-Control", "private, no-cache");
  response.headers.set("Vary", "Authorization, X-Api-Key, Accept-Language, Cookie");
  return response;
}

web::Response created(Call const&, web::JsonBox const& box, std::string const& path) {
  auto response = web::json(box.text(), 201);
  response.headers.set("Location", path);
  web::no_store(response);
  return response;
}

std::vector<web::ShapeMember> path_members(std::string_view path) {
  std::vector<web::ShapeMember> members;
  for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1)) {
    auto const name = path.substr(open + 1, path.find('}', open) - open - 1);
    auto const what = path_words(name);
    web::Shape shape{.kind = web::Shape::Kind::text, .what = what, .most = 200.0};
    if (what.empty()) shape = {.kind = web::Shape::Kind::text, .format = "id"};
    members.push_back({name, std::move(shape), true});
  }
  return members;
}

}  // namespace endpoints

std::string cursor_of(std::string_view key) { return key.empty() ? std::string{} : base64url(std::string{cursor_mark} + std::string{key}); }

std::string key_of_cursor(std::string_view cursor) {
  if (cursor.empty()) return {};
  auto const key = from_base64url(cursor);
  if (!key || !key->starts_with(cursor_mark)) throw wrong_cursor();
  return key->substr(cursor_mark.size());
}

std::int64_t id_of_cursor(std::string_view cursor) {
  if (cursor.empty()) return 0;
  auto const id = parse_id(key_of_cursor(cursor));
  if (id == 0) throw wrong_cursor();
  return id;
}

void expect_version(Call const& call, std::string const& version) {
  auto const wanted = call.request.header("If-Match");
  if (wanted.empty() || web::matches_etag(wanted, "\"" + version + "\"")) return;
  throw conflict("version.stale", _("This was changed since you read it."), _("Read it again, and decide anew."));
}

}  // namespace cityhall
