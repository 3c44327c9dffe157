#include "kernel/cases/removed.h"

#include "base/refusal.h"
#include "store/reader.h"

namespace cityhall {

std::optional<RemovedCase> removed_case(View const& view, std::string_view number) {
  auto const row = view.reader.maybe(R"sql(SELECT id, is_public, removed_at FROM removed_cases WHERE number = $1)sql", number);
  if (!row) return std::nullopt;
  return RemovedCase{.id = row->get<CaseId>(0), .is_public = row->get<bool>(1), .removed_at = row->get<Time>(2)};
}

void refuse_removed() {
  throw Refusal{RefusalKind::not_found, "case.removed", _("This request was removed after its time of keeping."),
                _("The city keeps closed requests for a set time, then removes them for good. If the problem is back, report it again.")};
}

}  // namespace cityhall
