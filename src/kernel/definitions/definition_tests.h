#pragma once
// The tests that stand in a service file: answers in, expectations out.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/json_fwd.h"
#include "kernel/definitions/definition.h"

namespace cityhall {

/// Kept as written; expectations by name: "priority", "queue", "sla", "hidden", "fees" …
struct DefinitionTest {
  std::string name{};
  std::string channel{};  // empty: web
  std::shared_ptr<Json const> answers;
  std::shared_ptr<Json const> expect;
};

struct TestDifference {
  std::string expectation;  // "fees/plan-review"
  std::string expected;
  std::string actual;
};

struct TestResult {
  std::string name;
  std::vector<TestDifference> differences{};  // empty: passed
  bool passed() const { return differences.empty(); }
};

std::vector<TestResult> run_tests(DefinitionPtr const& definition);
/// "big deck: fees/plan-review is 50.00, expected 60.00"; a line per difference.
std::string to_text(TestResult const& result);

}  // namespace cityhall
