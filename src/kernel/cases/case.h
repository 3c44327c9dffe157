#pragma once
// A case: one instance of a service, pinned to the version of the definition under which it was opened.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_fwd.h"
#include "kernel/parties/party.h"
#include "kernel/places/place.h"
#include "kernel/unit.h"

namespace cityhall {

struct Definition;
using DefinitionPtr = std::shared_ptr<Definition const>;

enum class CaseStatus { open, closed };
/// "open", "closed": as in addresses and open data.
constexpr std::string_view to_text(CaseStatus status) { return status == CaseStatus::open ? "open" : "closed"; }

/// How the due time is counted; see cases/clock.h.
struct CaseClock {
  std::string period{};                   // "P3BD"; empty: no promise
  std::optional<std::int64_t> left_us{};  // what was left when the clock was paused
  std::optional<Time> moves_at{};         // when the state ends by itself
};

struct Case {
  CaseId id{};
  std::string number{};            // "SR-27-000123"
  std::string service{};
  int version = 1;
  DefinitionPtr definition{};      // that version; never null
  std::string state{};             // of the definition's workflow
  CaseStatus status = CaseStatus::open;
  int priority = 3;                // 1 most urgent … 5
  std::string queue{};
  std::string owner{};             // department
  std::string handoff{};           // another body that was told; empty: ours
  AccountId assignee{};
  CaseId main{};                   // the case that this one follows (cases/family.h); 0: stands for itself
  Channel channel = Channel::web;
  std::string language{};
  std::string title{};             // empty: the service's
  std::string description{};
  std::string answers{};           // JSON object without the personal answers
  Place place{};
  std::vector<ZoneId> zones{};     // that held the place when the case was opened
  PartyId reporter{};
  std::string reporter_name{};     // as given with this case; filled for those who may see it
  std::string agency{};
  std::string external_source{};
  std::string external_id{};
  Time opened_at{};
  Time updated_at{};
  std::optional<Time> closed_at{};
  std::optional<Time> due_at{};    // none: no promise, or the clock is paused
  CaseClock clock{};
  Time state_since{};
  std::string outcome{};           // of the closure: "fixed", "duplicate" …
  std::string closing_message{};
  std::string public_note{};       // the last message to the reporter
  std::int64_t revision = 1;       // grows with every change
  bool reporter_is_here = false;   // the actor is the reporter: by account, or by the tracking secret

  bool paused() const { return clock.left_us.has_value(); }
  bool overdue(Time now) const { return status == CaseStatus::open && due_at && *due_at < now; }
  bool closed() const { return status == CaseStatus::closed; }
};

/// What a file shows, and to whom it may be shown.
enum class FilePurpose { reported, work_before, work_after, document, reply };
enum class FileVisibility { public_, reporter, staff };
struct CaseFile {
  FileId file{};
  FilePurpose purpose = FilePurpose::reported;
  FileVisibility visibility = FileVisibility::reporter;
  Time at{};
};

struct NewCase {
  std::string service{};
  DefinitionPtr definition{};      // null: the current version of `service`
  std::string answers{};           // JSON object by question id; checked against the definition
  Place place{};                   // completed and checked by open_case
  std::string title{};
  std::string description{};
  NewParty reporter{};             // empty: the actor's party, else anonymous
  PartyId party{};                 // the reporter, where the city knows who it is; `reporter` is then not read
  std::string language{};          // empty: the city's first
  std::vector<FileId> files{};
  std::string agency{};
  std::string external_source{};   // (source, id) is unique; a second one is refused as case.doubled
  std::string external_id{};
};

struct OpenedCase {
  CaseId id{};
  std::string number{};
  std::string secret{};            // of the private tracking link; shown to the reporter, stored as a hash only
  Time opened_at{};
  std::optional<Time> due_at{};
};

/// Opens a case: answers checked, place completed, zones, route, priority, due time and clock computed, number given; where the route says
/// so, the covering crew has a work order in the same commit. Appends `case.opened` (and `task.created`).
/// Throws Refusal(invalid) with every wrong field (the question's id, "place", "email" …), "case.service_unknown", "case.not_eligible".
OpenedCase open_case(Unit& unit, NewCase const& fresh);

/// The case, when the actor may see it whole: staff with `issues.read`, a crew with work on it, the reporter by account, or whoever holds
/// the tracking secret.
/// Otherwise Refusal(not_found), the same for a number that does not exist.
Case case_by_number(View const& view, std::string_view number, std::string_view secret = {});
Case case_by_id(View const& view, CaseId id, std::string_view secret = {});
/// Without any check of permission: for consumers and jobs. Throws not_found.
Case load_case(View const& view, CaseId id);
/// The version of the service that the case is pinned to, for consumers that first ask whether it concerns them. Throws not_found.
DefinitionPtr definition_of(View const& view, CaseId id);
std::optional<CaseId> case_id_by_external(View const& view, std::string_view source, std::string_view external_id);
std::optional<CaseId> case_id_by_number(View const& view, std::string_view number);
/// The API key that reported it; 0: somebody else did.
ApiKeyId key_that_opened(View const& view, CaseId id);

std::vector<CaseFile> files_of(View const& view, CaseId id);
/// The personal answers (JSON object). Needs `issues.read` or being the reporter.
std::string personal_answers(View const& view, Case const& report);
/// The title in that language: the case's own, else the service's.
std::string_view title_of(Case const& report, std::string_view language);
/// The state in words, in that language.
std::string_view state_label(Case const& report, std::string_view language);

}  // namespace cityhall
