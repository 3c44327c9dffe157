#include "kernel/definitions/check.h"

#include <algorithm>

#include "kernel/definitions/checks.h"
#include "kernel/definitions/definition_tests.h"
#include "kernel/definitions/form_check.h"
#include "kernel/definitions/topics.h"
#include "kernel/definitions/visit.h"

namespace cityhall {

bool is_among(std::vector<std::string> const& all, std::string_view one) { return std::find(all.begin(), all.end(), one) != all.end(); }

void Findings::add(std::string pointer, std::string message, std::string fix) {
  faults_.push_back({std::move(pointer), std::move(message), std::move(fix)});
}

void Findings::require_known(std::string const& pointer, std::string_view kind, std::string const& word,
                             std::vector<std::string> const& known) {
  if (word.empty() || is_among(known, word)) return;
  add(pointer, "There is no " + std::string{kind} + ' ' + in_quotes(word) + '.', suggestion(word, known));
}

void Findings::require_unique(std::string_view kind, std::vector<std::string> const& ids, std::string_view list) {
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (std::find(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(i), ids[i]) != ids.begin() + static_cast<std::ptrdiff_t>(i))
      add(entry_at(list, i) + "/id", "Two " + std::string{kind} + " have the id " + in_quotes(ids[i]) + '.', "Rename one of them.");
}

std::vector<std::string> Findings::roles() const {
  auto out = context_.roles;
  out.insert(out.end(), {"reporter", "applicant"});
  return out;
}

CheckContext shipped_context() {
  return {.languages = {"en", "es"},
          .zone_layers = {"district"},
          .roles = {"agent", "dispatcher", "crew", "manager", "administrator"},
          .events = {"work-order-accepted", "work-order-en-route", "work-order-started", "work-order-done", "work-order-declined",
                     "work-order-cancelled", "paid", "reviews-done", "inspections-passed", "inspection-failed"},
          .groups = ids_of(shipped_groups()),
          .situations = ids_of(shipped_situations())};
}

namespace {

std::vector<Fault> findings_of(Definition const& definition, CheckContext const& context) {
  Findings findings{definition, context};
  for (auto const part : {check_identity, check_texts, check_names, check_questions, check_privacy, check_fees, check_routing,
                          check_workflow, check_ways, check_due_times, check_telling, check_tests})
    part(findings);
  return findings.take();
}

std::vector<Fault> failing_tests(DefinitionPtr const& definition) {
  std::vector<Fault> out;
  auto const results = run_tests(definition);
  for (std::size_t i = 0; i < results.size(); ++i)
    for (auto const& difference : results[i].differences)
      out.push_back({entry_at("/tests", i) + "/expect/" + difference.expectation,
                     "The test " + in_quotes(results[i].name) + " fails: " + difference.expectation + " is " + difference.actual +
                         ", expected " + difference.expected + '.',
                     "Correct the definition, or what the test expects."});
  return out;
}

}  // namespace

std::vector<Fault> check(DefinitionPtr const& definition, CheckContext const& context) {
  auto faults = findings_of(*definition, context);
  auto failing = failing_tests(definition);
  faults.insert(faults.end(), std::make_move_iterator(failing.begin()), std::make_move_iterator(failing.end()));
  return faults;
}

std::vector<Fault> examine(std::string_view json, CheckContext const& context) {
  auto parsed = parse_leniently(json);
  if (parsed.definition == nullptr) return std::move(parsed.faults);
  // The tests of a file that could not be read whole would only repeat its faults.
  auto found = parsed.faults.empty() ? check(parsed.definition, context) : findings_of(*parsed.definition, context);
  found.insert(found.begin(), std::make_move_iterator(parsed.faults.begin()), std::make_move_iterator(parsed.faults.end()));
  locate(json, found);
  return found;
}

}  // namespace cityhall
