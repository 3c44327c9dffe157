#pragma once
// The cases that came of a delegation.

#include <optional>
#include <string>
#include <vector>

#include "kernel/cases/case.h"
#include "kernel/delegations/delegation.h"

namespace cityhall::delegates {

struct ResultFilter {
  std::string service{};
  std::optional<CaseStatus> status{};
  std::optional<Time> since{};
  CaseId before{};            // for the next page
  std::size_t most = 50;      // at most 10,000
};
struct DelegatedCase {
  CaseId id{};
  std::string number{};
  std::string service{};
  std::string address{};
  std::string state_label{};
  CaseStatus status = CaseStatus::open;
  Time opened_at{};
  std::optional<Time> due_at{};
  std::optional<Time> closed_at{};
  std::string outcome{};
  std::string message{};      // the last public one
};
/// The cases of a delegation, newest first; the caller holds the delegation.
std::vector<DelegatedCase> results_of(View const& view, Delegation const& delegation, ResultFilter const& filter);

struct ResultCounts {
  std::size_t open = 0;
  std::size_t closed = 0;
  std::size_t late = 0;       // open and past their promise
};
ResultCounts count_results(View const& view, Delegation const& delegation, Time now);

}  // namespace cityhall::delegates
