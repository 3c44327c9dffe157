#include "services/api/developers_page.h"

#include <algorithm>

#include "services/api/openapi.h"
#include "services/page/page.h"
#include "web/html.h"

namespace cityhall::api {
namespace {

using namespace web;
using namespace web::tag;

std::string_view shape_word(Shape const& shape) {
  if (!shape.format.empty()) return shape.format;
  switch (shape.kind) {
    case Shape::Kind::anything:
      return "any";
    case Shape::Kind::object:
      return "object";
    case Shape::Kind::list:
      return "list";
    case Shape::Kind::text:
      return "text";
    case Shape::Kind::whole:
      return "integer";
    case Shape::Kind::number:
      return "number";
    case Shape::Kind::boolean:
      return "boolean";
  }
  return "any";
}

/// "list of Zone", "text: open, closed", "id or null"
Html kind_of(Shape const& shape) {
  Html words = group(shape.kind == Shape::Kind::object && !shape.name.empty() ? shape.name : shape_word(shape));
  if (shape.kind == Shape::Kind::list && shape.items) words += group(" of ", kind_of(*shape.items));
  if (shape.nullable) words += group(" or null");
  if (!shape.choices.empty())
    words += group(": ", each(shape.choices, [&](std::string const& choice) { return group(code(choice), " "); }));
  return words;
}

Html member_row(ShapeMember const& member, bool body) {
  return li(code(member.name), body && member.required ? group(" ", span(cls("badge"), _("required"))) : nothing(), " ",
            span(cls("soft small"), lang("en"), kind_of(member.shape)),
            member.shape.what.empty() ? nothing() : group(br(), span(cls("small"), lang("en"), member.shape.what)));
}

Html member_list(Message const& title, std::vector<ShapeMember> const& members, bool body) {
  if (members.empty()) return nothing();
  return group(h3(title), ul(each(members, [&](ShapeMember const& member) { return member_row(member, body); })));
}

Html answer_list(Operation const& operation) {
  if (!operation.answer) return nothing();
  auto const& answer = *operation.answer;
  if (answer.name.empty() && !answer.members.empty() && answer.members.front().shape.items)
    return member_list(_("Answer: a page of"), answer.members.front().shape.items->members, false);
  return member_list(_("Answer"), answer.members, false);
}

Html operation_part(Route const& route) {
  auto const& operation = *route.operation;
  return details(
      cls("act"),
      element("summary", {id(operation_id(route)), code(to_text(route.method), " ", route.path), " ", span(cls("soft"), route.summary)}),
      div(operation.what.empty() ? nothing() : p(lang("en"), operation.what),
          p(cls("small"), sentence(_("Needs: {permission}"), {{"permission", code(route.permission)}})),
          member_list(_("In the path"), operation.path, false), member_list(_("In the query"), operation.query.members, false),
          operation.body ? member_list(_("In the body"), operation.body->members, true) : nothing(), answer_list(operation)));
}

Html group_part(std::string_view group_name, std::vector<Route const*> const& routes) {
  return section(h2(lang("en"), group_name), each(routes, [&](Route const* route) {
                   return route->operation->group == group_name ? operation_part(*route) : nothing();
                 }));
}

Html beginning(Call const& call) {
  auto const base = call.city.settings.get()->base_url;
  auto const example = "curl -H 'Authorization: Bearer ck_…' \\\n  '" + base + "/api/v1/cases?status=open&limit=2'";
  auto const change =
      "curl -X POST -H 'Authorization: Bearer ck_…' -H 'Content-Type: application/json' \\\n  -H 'Idempotency-Key: 7f0c…' -H 'If-Match: "
      "\"3\"' \\\n  -d '{\"message\": \"The hole is filled.\"}' \\\n  '" +
      base + "/api/v1/cases/SR-27-000123/replies'";
  return group(
      p(cls("lead"),
        _("Your program can do what the city's own pages do. It needs a key; an administrator makes one and chooses what it may do.")),
      h2(_("Begin")), pre(cls("source"), tabindex(0), example),
      p(_("A change takes a key of its own for this one wish: sent again, it has one effect and the first answer.")),
      pre(cls("source"), tabindex(0), change),
      ul(li(_("Lists come in pages. Send “next” back as “cursor”; it stays right while rows are added.")),
         li(_("What has an ETag takes If-Match with each change, and answers 412 when somebody was faster.")),
         li(_("Too many requests in a minute get 429, with Retry-After in seconds.")),
         li(_("Every error has one shape: a code, what happened, what to do, and the wrong fields by their path."))),
      p(sentence(_("The whole as OpenAPI 3.1, for tools: {link}"),
                 {{"link", a(href("/api/v1/openapi.json"), code("/api/v1/openapi.json"))}})),
      p(sentence(_("The open standard for reports, without any of this: {link}"),
                 {{"link", a(href("/open311/v2/discovery.xml"), "Open311 GeoReport v2")}})));
}

}  // namespace

Response show_developers(Call& call) {
  auto const routes = operations(call.around.modules);
  std::vector<std::string_view> groups;
  for (auto const* route : routes)
    if (std::find(groups.begin(), groups.end(), route->operation->group) == groups.end()) groups.push_back(route->operation->group);
  auto const content = div(cls("read"), h1(_("For developers")), beginning(call),
                           each(groups, [&](std::string_view name) { return group_part(name, routes); }));
  return page(call, {.title = _("For developers"),
                     .content = content,
                     .description = call.text(_("The city's API: cases, places, services and more, as JSON."))});
}

Response show_openapi(Call& call) {
  auto const settings = call.city.settings.get();
  auto response = json(openapi_document(call.around.modules, {.title = settings->name, .base_url = settings->base_url}));
  response.with_etag = true;
  cache_for(response, 60);
  return response;
}

}  // namespace cityhall::api
