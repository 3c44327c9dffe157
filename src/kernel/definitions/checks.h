#pragma once
// The parts of check(): each looks at one side of a definition.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/definitions/check.h"

namespace cityhall {

/// What is looked at, and what was found.
class Findings {
 public:
  Findings(Definition const& definition, CheckContext const& context) : definition_{definition}, context_{context} {}
  Definition const& definition() const { return definition_; }
  CheckContext const& context() const { return context_; }
  void add(std::string pointer, std::string message, std::string fix);
  /// Refuses `word` when it is not among `known`: "There is no state "clsoed". Did you mean "closed"?"
  void require_known(std::string const& pointer, std::string_view kind, std::string const& word, std::vector<std::string> const& known);
  /// Refuses the second of equal ids; they stand in the list at that pointer.
  void require_unique(std::string_view kind, std::vector<std::string> const& ids, std::string_view list);
  /// Roles of the city and the persons of the case.
  std::vector<std::string> roles() const;
  std::vector<Fault> take() { return std::move(faults_); }

 private:
  Definition const& definition_;
  CheckContext const& context_;
  std::vector<Fault> faults_;
};

/// Number pattern, channels, Open311 code.
void check_identity(Findings& findings);
/// Languages, length, HTML.
void check_texts(Findings& findings);
/// What expressions read of a place.
void check_names(Findings& findings);
/// Ids, options, limits, order of conditions, channels.
void check_questions(Findings& findings);
/// Nothing personal is published.
void check_privacy(Findings& findings);
/// Members of each kind, tiers without gap or overlap, rows for every answer.
void check_fees(Findings& findings);
/// Rules that lead somewhere and are reached, queues, open cases nearby.
void check_routing(Findings& findings);
/// Actions, roles, states, events that are named.
void check_workflow(Findings& findings);
/// Every state is reached and has a way to the end.
void check_ways(Findings& findings);
/// A due time for every priority; a clock that runs.
void check_due_times(Findings& findings);
/// Notices to somebody, about something that happens.
void check_telling(Findings& findings);
/// What the tests inside name exists.
void check_tests(Findings& findings);

/// The ids of a list of things that have one.
template <class T>
std::vector<std::string> ids_of(std::vector<T> const& all) {
  std::vector<std::string> out;
  for (auto const& one : all) out.push_back(one.id);
  return out;
}
bool is_among(std::vector<std::string> const& all, std::string_view one);

}  // namespace cityhall
