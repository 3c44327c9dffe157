// What the tests inside name must exist; whether they pass is told by running them.
#include "base/json.h"
#include "kernel/definitions/build.h"
#include "kernel/definitions/checks.h"
#include "kernel/definitions/definition_tests.h"
#include "kernel/definitions/visit.h"

namespace cityhall {
namespace {

std::vector<std::string> names_in(Type::Fields const& fields) {
  std::vector<std::string> out;
  for (auto const& [name, type] : fields) out.push_back(name);
  return out;
}

/// Facts of a place that no expression reads are fine when the city has them.
std::vector<std::string> members_of(Findings const& findings, Type const& type) {
  auto known = names_in(type.fields());
  known.insert(known.end(), findings.context().zone_layers.begin(), findings.context().zone_layers.end());
  return known;
}

void check_answers(Findings& findings, Json const& answers, std::string const& at) {
  auto const& names = findings.definition().names;
  for (auto const& [name, value] : answers.items()) {
    findings.require_known(member_at(at, name), "question", name, names_in(names));
    auto const found = names.find(name);
    if (found == names.end() || !found->second.is(Type::Kind::record) || !value.is_object()) continue;
    for (auto const& [part, one] : value.items())
      findings.require_known(member_at(member_at(at, name), part), "fact of a place called", part, members_of(findings, found->second));
  }
}

void check_value(Findings& findings, Json const& answers, std::string const& at) {
  auto const& definition = findings.definition();
  for (auto const& [name, value] : answers.items()) {
    auto const found = definition.names.find(name);
    if (found == definition.names.end() || value.is_null() || found->second.is(Type::Kind::record)) continue;
    auto const read = value_from_json(value, found->second);
    if (!read)
      findings.add(member_at(at, name), "This is no answer to the question: " + read.error().what + ".",
                   "Write it as the question wants it.");
  }
}

/// The ids that a list of expectations may hold.
struct Known {
  std::string_view list;
  std::string_view kind;
  std::vector<std::string> ids;
};

void check_list(Findings& findings, Json const& expect, std::string const& at, Known const& known) {
  auto const found = expect.find(known.list);
  if (found == expect.end() || !found->is_array()) return;
  for (std::size_t i = 0; i < found->size(); ++i)
    if ((*found)[i].is_string())
      findings.require_known(entry_at(member_at(at, known.list), i), known.kind, (*found)[i].get<std::string>(), known.ids);
}

void check_expect(Findings& findings, Json const& expect, std::string const& at) {
  auto const& definition = findings.definition();
  auto const questions = ids_of(definition.questions);
  for (auto const* name : {"visible", "hidden", "errors"}) check_list(findings, expect, at, {name, "question", questions});
  check_list(findings, expect, at, {"documents", "document", ids_of(definition.documents)});
  check_list(findings, expect, at, {"steps", "step", ids_of(definition.steps)});
  check_list(findings, expect, at, {"reviews", "review", ids_of(definition.reviews)});
  check_list(findings, expect, at, {"inspections", "inspection", ids_of(definition.inspections)});
  auto fees = ids_of(definition.fees);
  fees.emplace_back("total");
  if (auto const found = expect.find("fees"); found != expect.end() && found->is_object())
    for (auto const& [id, amount] : found->items()) findings.require_known(member_at(at + "/fees", id), "fee", id, fees);
}

}  // namespace

void check_tests(Findings& findings) {
  auto const& definition = findings.definition();
  for (std::size_t i = 0; i < definition.tests.size(); ++i) {
    auto const at = entry_at("/tests", i);
    auto const& test = *definition.tests[i];
    check_answers(findings, *test.answers, at + "/answers");
    if (!test.expect->contains("errors")) check_value(findings, *test.answers, at + "/answers");
    check_expect(findings, *test.expect, at + "/expect");
    if (!test.channel.empty() && !definition.offers(test.channel))
      findings.add(at + "/channel", "The service is not offered through \"" + test.channel + "\".", "Use one of its channels.");
  }
}

}  // namespace cityhall
