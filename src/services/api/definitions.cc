#include "services/api/definitions.h"

#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/definitions/city_context.h"
#include "kernel/definitions/definitions_store.h"
#include "kernel/search/search.h"

namespace cityhall {

using namespace web;

Record<cityhall::Fault> const& answer_record(cityhall::Fault const*) {
  static Record<cityhall::Fault> const record{
      "DefinitionFault",
      {member("pointer", &cityhall::Fault::pointer).says("RFC 6901; empty: the whole file."), member("line", &cityhall::Fault::line),
       member("message", &cityhall::Fault::message), member("fix", &cityhall::Fault::fix)}};
  return record;
}

namespace api {
namespace {

/// The newest version first.
std::vector<PublishedDefinition const*> versions_of(DefinitionSet const& definitions, std::string_view service) {
  auto versions = definitions.versions(service);
  if (versions.empty()) throw not_found(_("There is no such service."));
  return {versions.rbegin(), versions.rend()};
}

ListPage<ServiceAnswer> list_services(Call& call, ServiceQuery const& query) {
  ListPage<ServiceAnswer> page;
  auto const size = static_cast<std::size_t>(query.limit);
  if (!query.text.empty()) {
    for (auto const& hit : find_services(call.city, query.text, size)) page.items.push_back({hit.definition, call.language});
    return page;
  }
  auto const definitions = call.city.definitions.get();
  auto const all = definitions->current();
  auto const last = key_of_cursor(query.cursor);
  for (auto next = std::find_if(all.begin(), all.end(), [&](DefinitionPtr const& each) { return each->id > last; }); next != all.end();
       ++next) {
    if (page.items.size() == size) {
      page.next = cursor_of(page.items.back().definition->id);
      break;
    }
    page.items.push_back({*next, call.language});
  }
  return page;
}

ServiceAnswer show_service(Call& call) {
  auto definition = call.city.definitions.get()->find(call.path_value("service"));
  if (!definition) throw not_found(_("There is no such service."));
  return {definition, call.language};
}

ListPage<VersionAnswer> list_versions(Call& call) {
  auto const definitions = call.city.definitions.get();
  ListPage<VersionAnswer> page;
  for (auto const* version : versions_of(*definitions, call.path_value("service")))
    page.items.push_back({version->definition, version->published, version->retired});
  return page;
}

SourceAnswer show_version(Call& call) {
  auto const version = parse_id(call.path_value("version"));
  if (version < 1 || version > 1'000'000) throw not_found(_("There is no such version."));
  SourceAnswer answer{.service = std::string{call.path_value("service")}, .version = static_cast<int>(version)};
  answer.source = definition_source(call.view(), answer.service, answer.version);
  return answer;
}

CheckAnswer check_definition(Call& call, DefinitionBody const& body) {
  auto faults = examine(body.source, check_context(call.view()));
  return {.good = faults.empty(), .faults = std::move(faults)};
}

Created<ServiceAnswer> create_version(Call& call, DefinitionBody const& body) {
  auto unit = call.unit();
  auto const definition = publish_definition(unit, body.source, check_context(call.view()));
  return {{definition, call.language}, "/api/v1/services/" + definition->id};
}

void create_retirement(Call& call) {
  auto unit = call.unit();
  retire_definition(unit, call.path_value("service"));
}

std::string in_language(LocalText const& text, ServiceAnswer const& answer) { return std::string{text.in(answer.language)}; }

Json question_json(Question const& question, std::string_view language) {
  Json json{{"id", question.id},
            {"type", to_text(question.type)},
            {"label", question.label.in(language)},
            {"hint", question.hint.in(language)},
            {"optional", question.optional},
            {"personal", question.personal},
            {"conditional", static_cast<bool>(question.when)}};
  json["options"] = Json::array();
  for (auto const& option : question.options) json["options"].push_back({{"id", option.id}, {"label", option.label.in(language)}});
  return json;
}

std::vector<Json> questions_of(ServiceAnswer const& answer) {
  std::vector<Json> questions;
  for (auto const& question : answer.definition->questions) questions.push_back(question_json(question, answer.language));
  return questions;
}

/// A definition's file is JSON itself, and kept as its bytes: what is published has their hash.
RecordMember<DefinitionBody> source_member() {
  Shape shape{.kind = Shape::Kind::anything, .what = "The service file, as an object of the format city-service/1."};
  return RecordMember<DefinitionBody>{"source", std::move(shape), [](DefinitionBody& body, JsonIn in) { body.source = to_text(in.json()); },
                                      [](JsonOut out, DefinitionBody const& body) { out.text(body.source); }}
      .required();
}

Json parsed_source(SourceAnswer const& answer) {
  auto parsed = parse_json(answer.source);
  return parsed ? *parsed : Json(answer.source);
}

}  // namespace

Record<ServiceAnswer> const& answer_record(ServiceAnswer const*) {
  using S = ServiceAnswer;
  static Record<S> const record{
      "Service",
      {told<S>("id", [](S const& s) { return s.definition->id; }), told<S>("version", [](S const& s) { return s.definition->version; }),
       told<S>("title", [](S const& s) { return in_language(s.definition->title, s); }),
       told<S>("description", [](S const& s) { return in_language(s.definition->description, s); }),
       told<S>("next", [](S const& s) { return in_language(s.definition->next, s); }).says("What happens after sending."),
       told<S>("warning", [](S const& s) { return in_language(s.definition->warning, s); }),
       told<S>("owner", [](S const& s) { return s.definition->owner; }),
       told<S>("record", [](S const& s) { return s.definition->record; }).says("request, permit, license …"),
       told<S>("channels", [](S const& s) { return s.definition->channels; }),
       told<S>("open311_code", [](S const& s) { return s.definition->open311.service_code; }),
       told<S>("group", [](S const& s) { return s.definition->open311.group; }), told<S>("questions", questions_of),
       told<S>("hash", [](S const& s) { return s.definition->hash; }).says("SHA-256 of the file's canonical print.")}};
  return record;
}

Record<VersionAnswer> const& answer_record(VersionAnswer const*) {
  using V = VersionAnswer;
  static Record<V> const record{
      "ServiceVersion",
      {told<V>("version", [](V const& v) { return v.definition->version; }), told<V>("hash", [](V const& v) { return v.definition->hash; }),
       told<V>("effective", [](V const& v) { return v.definition->effective; }).says("A date, or empty."),
       member("published", &V::published), member("retired", &V::retired)}};
  return record;
}

Record<SourceAnswer> const& answer_record(SourceAnswer const*) {
  static Record<SourceAnswer> const record{"ServiceSource",
                                           {member("service", &SourceAnswer::service), member("version", &SourceAnswer::version),
                                            told<SourceAnswer>("source", parsed_source).says("The service file, as it was published.")}};
  return record;
}

Record<CheckAnswer> const& answer_record(CheckAnswer const*) {
  static Record<CheckAnswer> const record{"DefinitionCheck", {member("good", &CheckAnswer::good), member("faults", &CheckAnswer::faults)}};
  return record;
}

Record<ServiceQuery> const& body_record(ServiceQuery const*) {
  static Record<ServiceQuery> const record{
      "",
      {member("text", &ServiceQuery::text).most(200).says("What somebody wants, in everyday words; best first, one page."),
       cursor_member<ServiceQuery>(), limit_member<ServiceQuery>()}};
  return record;
}

Record<DefinitionBody> const& body_record(DefinitionBody const*) {
  static Record<DefinitionBody> const record{"DefinitionInput", {source_member()}};
  return record;
}

std::vector<Route> definition_routes() {
  using enum Method;
  constexpr std::string_view group = "Services";
  auto check =
      endpoint<check_definition>(POST, "/api/v1/services/check", "admin.services", {group, _("Check a service file; changes nothing")});
  check.access = Access::read;
  return {
      endpoint<list_services>(GET, "/api/v1/services", "public", {group, _("The services that the city offers")}),
      std::move(check),
      endpoint<create_version>(POST, "/api/v1/services", "admin.services", {group, _("Publish a service file")}),
      endpoint<show_service>(GET, "/api/v1/services/{service}", "public", {group, _("One service with its questions")}),
      endpoint<create_retirement>(POST, "/api/v1/services/{service}/retirement", "admin.services", {group, _("Retire a service")}),
      endpoint<list_versions>(GET, "/api/v1/services/{service}/versions", "public", {group, _("The versions of a service, newest first")}),
      endpoint<show_version>(GET, "/api/v1/services/{service}/versions/{version}", "public", {group, _("The file of a version")})};
}

}  // namespace api
}  // namespace cityhall
