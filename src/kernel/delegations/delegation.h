#pragma once
// A delegation: somebody outside of city hall may report for others, within an area and for some services, under a source code.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"
#include "kernel/ids.h"
#include "kernel/unit.h"

namespace cityhall {

using DelegationId = Id<struct DelegationTag>;

struct Delegation {
  DelegationId id{};
  AccountId account{};                   // the person, with the role "delegate"; signs in as a resident does
  std::string name{};                    // of the account
  std::string email{};
  std::string organisation{};            // "Fairhaven Transit"
  std::string source{};                  // "transit": stands with each report as its agency
  std::vector<std::string> services{};   // ids; empty: all
  std::vector<ZoneId> zones{};           // empty: the whole city
  std::string course{};                  // training that must be valid; empty: none
  std::optional<Time> valid_until{};     // end of the newest certificate of that course
  bool active = true;
  std::int64_t revision = 0;             // 0: new

  /// It sleeps while the training is missing or has ended.
  bool awake(Time now) const { return active && (course.empty() || (valid_until && *valid_until > now)); }
};

/// Every field that is wrong, apart from the account.
std::vector<FieldError> delegation_faults(City& city, Delegation const& delegation);
/// Makes a delegation (revision 0) for its account, or changes it. Appends `delegation.saved`. Needs `delegates.manage`. Throws Refusal:
/// invalid with every wrong field, conflict "delegation.changed", "delegation.doubled".
DelegationId save_delegation(Unit& unit, Delegation const& delegation);
/// All, by organisation and name. Needs `delegates.manage`.
std::vector<Delegation> delegations(View const& view);
/// Needs `delegates.manage`, or being that person. Throws not_found.
Delegation delegation_by_id(View const& view, DelegationId id);
/// The delegation under which this actor reports. By account: the active one. By API key: also one that is switched off, for its keys rest
/// with it. Nothing for everybody else.
std::optional<Delegation> delegation_of(View const& view, Actor const& actor);

/// An API key reports under the delegation from now on. Needs `delegates.manage`.
void lend_key(Unit& unit, DelegationId id, ApiKeyId key);
std::vector<ApiKeyId> keys_of(View const& view, DelegationId id);

/// One attempt at a course.
struct TrainingResult {
  std::string course{};
  std::string version{};                 // hash of the text that was read
  int right = 0;
  int questions = 0;
  bool passed = false;
  Time taken_at{};
  std::optional<Time> valid_until{};     // of a certificate
};
/// Keeps it with the account; a certificate wakes the delegation. Appends `training.taken`.
void record_training(Unit& unit, AccountId account, TrainingResult const& result);
/// Newest first.
std::vector<TrainingResult> training_of(View const& view, AccountId account);

}  // namespace cityhall
