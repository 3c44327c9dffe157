#pragma once
// A draft with everything that its pages show: what it says, what is wrong with it, what is in force.

#include <memory>
#include <string>
#include <vector>

#include "base/json_fwd.h"
#include "kernel/definitions/check.h"
#include "kernel/definitions/definition_tests.h"
#include "services/call.h"
#include "services/studio/draft.h"
#include "services/studio/form_read.h"

namespace cityhall::studio {

struct DraftView {
  Draft draft{};
  std::shared_ptr<Json const> file{};
  std::string source{};        // canonical print of `file`
  DefinitionPtr definition{};  // as much as could be read; null when it is no object
  CheckContext context{};
  std::vector<Fault> faults{};
  std::vector<TestResult> tests{};
  DefinitionPtr live{};  // in force
};

/// The draft of the address, examined. Throws Refusal not_found.
DraftView draft_view(Call const& call);
/// The same with another file: what was typed and is not kept yet.
DraftView view_with(Call const& call, Draft const& draft, Json const& file);
Known known_of(DraftView const& view);
/// The name in the reader's language; the id without one.
std::string title_of(Call const& call, DraftView const& view);
/// "Ana Ruiz"; empty when nobody knows.
std::string name_of(Call const& call, AccountId account);
std::string path_of(Draft const& draft);

}  // namespace cityhall::studio
