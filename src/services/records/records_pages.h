#pragma once
// The pages of records_handlers.h.

#include <optional>
#include <string>
#include <vector>

#include "kernel/cases/inbox.h"
#include "kernel/parties/party.h"
#include "kernel/retention/erase.h"
#include "kernel/retention/hold.h"
#include "kernel/retention/outlook.h"
#include "services/page/office.h"

namespace cityhall {

struct RecordsView {
  std::vector<OutlookRow> outlook{};  // of the next 30 days
  std::vector<LegalHold> holds{};
  std::vector<RemovalDay> removed{};
  std::string who{};  // an e-mail address or telephone number that somebody looked for
  std::vector<Party> people{};
};
/// Who may erase and may read what people report.
bool may_find_person(Call const& call);
web::Response records_page(Call const& call, RecordsView const& view);

struct NewHoldView {
  std::string words{};  // that were searched
  std::vector<InboxRow> found{};
  std::string number{};           // of the request that whoever calls came from
  std::optional<Party> person{};  // or the person
  Told told{};
};
web::Response new_hold_page(Call const& call, NewHoldView const& view);

struct PersonView {
  Party person{};
  ErasurePlan plan{};
  std::vector<LegalHold> holds{};
  Told told{};
};
web::Response person_page(Call const& call, PersonView const& view);
/// After it was done: what went and what waits.
web::Response erased_page(Call const& call, ErasurePlan const& plan);

}  // namespace cityhall
