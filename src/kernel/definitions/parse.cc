#include "kernel/definitions/parse.h"

#include "base/crypto.h"
#include "base/json.h"
#include "kernel/definitions/build.h"
#include "kernel/definitions/definition_tests.h"
#include "kernel/definitions/form_check.h"
#include "kernel/definitions/print.h"

namespace cityhall {
namespace {

constexpr std::size_t file_bytes_most = 512U * 1024;

Authentication authentication(std::string_view word) {
  if (word == "email") return Authentication::email;
  if (word == "verified-email") return Authentication::verified_email;
  return word == "account" ? Authentication::account : Authentication::none;
}

void build_identity(Definition& out, Node const& file) {
  out.id = file.at("id").text();
  out.version = file.at("version").integer(1);
  out.effective = file.at("effective").text();
  out.owner = file.at("owner").text();
  out.record = file.at("record").text();
  out.number = file.at("number").text();
  out.title = file.at("title").local_text();
  out.description = file.at("description").local_text();
  out.next = file.at("next").local_text();
  out.warning = file.at("warning").local_text();
  out.group = file.at("group").text();
  out.situations = file.at("situations").texts();
  auto const who = file.at("who");
  out.who = {authentication(who.at("auth").text()), who.at("assisted").flag(true)};
  out.channels = file.at("channels").texts();
  auto const open311 = file.at("open311");
  out.open311.service_code = open311.at("service_code").text();
  out.open311.group = open311.at("group").text();
  if (open311.at("type").present()) out.open311.type = open311.at("type").text();
  out.open311.keywords = open311.at("keywords").texts();
}

void build_intake(Definition& out, Node const& file, Builder const& builder) {
  file.at("questions").each([&](Node const& node) { out.questions.push_back(builder.question(node)); });
  file.at("documents").each([&](Node const& node) { out.documents.push_back(builder.document(node)); });
  file.at("eligibility").each([&](Node const& node) {
    out.eligibility.push_back({builder.condition(node.at("deny_if")), node.at("reason").local_text()});
  });
  file.at("fees").each([&](Node const& node) { out.fees.push_back(builder.fee(node)); });
  out.fees_as_of = file.at("fees_as_of").text();
}

void build_handling(Definition& out, Node const& file, Builder const& builder) {
  out.dedupe = builder.dedupe(file.at("dedupe"));
  file.at("route").each([&](Node const& node) { out.route.push_back(builder.route_rule(node)); });
  file.at("priority").each([&](Node const& node) {
    out.priority.push_back({builder.condition(node.at("when")), node.at("set").integer(3)});
  });
  out.workflow = builder.workflow(file.at("workflow"));
  file.at("steps").each([&](Node const& node) { out.steps.push_back(builder.work_step(node)); });
  file.at("check_list").each([&](Node const& node) { out.check_list.push_back(builder.check_item(node)); });
  out.work_minutes = file.at("work_minutes").integer(0);
  file.at("reviews").entries([&](std::string const& id, Node const& node) { out.reviews.push_back(builder.review(id, node)); });
  file.at("inspections").entries([&](std::string const& id, Node const& node) { out.inspections.push_back(builder.inspection(id, node)); });
  file.at("notify").each([&](Node const& node) { out.notify.push_back(builder.notify_rule(node)); });
  out.issue = file.at("issue").text();
  out.publish = builder.publish(file.at("publish"));
  out.retain = file.at("retain").period();
}

void build_tests(Definition& out, Node const& file) {
  auto const object = [](Node const& node) { return std::make_shared<Json const>(node.is_object() ? *node.json() : Json::object()); };
  file.at("tests").each([&](Node const& node) {
    out.tests.push_back(std::make_shared<DefinitionTest const>(
        DefinitionTest{node.at("name").text(), node.at("channel").text(), object(node.at("answers")), object(node.at("expect"))}));
  });
}

enum class Bytes { canonical, any };

/// Bytes that we printed ourselves have no doubled members and no depth: they need no second look, which is half of the time.
Result<Json> read(std::string_view text, Bytes bytes) {
  if (bytes == Bytes::any) return parse_json(text, {.bytes = file_bytes_most, .depth = 16});
  auto json = Json::parse(text, nullptr, false);
  return json.is_discarded() ? Result<Json>{Error{"the text ends or breaks off"}} : Result<Json>{std::move(json)};
}

ParsedDefinition parse(std::string_view text, Bytes bytes) {
  auto const json = read(text, bytes);
  if (!json)
    return {nullptr,
            {{"", "This is no JSON: " + json.error().what + ".", "Correct it there; an editor with JSON support shows the place."}}};
  auto faults = check_form(*json);
  if (!json->is_object()) return {nullptr, std::move(faults)};
  auto out = std::make_shared<Definition>();
  Node const file{&*json, ""};
  out->names = names_of(file, text);
  Builder const builder{out->names, faults};
  build_identity(*out, file);
  build_intake(*out, file, builder);
  build_handling(*out, file, builder);
  build_tests(*out, file);
  out->hash = sha256_hex(bytes == Bytes::canonical ? text : print_definition(*json));
  locate(text, faults);
  return {std::move(out), std::move(faults)};
}

Result<DefinitionPtr, std::vector<Fault>> without_faults(ParsedDefinition parsed) {
  if (!parsed.faults.empty()) return std::move(parsed.faults);
  return std::move(parsed.definition);
}

}  // namespace

ParsedDefinition parse_leniently(std::string_view json) { return parse(json, Bytes::any); }
Result<DefinitionPtr, std::vector<Fault>> parse_definition(std::string_view json) { return without_faults(parse(json, Bytes::any)); }
Result<DefinitionPtr, std::vector<Fault>> parse_canonical(std::string_view json) { return without_faults(parse(json, Bytes::canonical)); }

}  // namespace cityhall
