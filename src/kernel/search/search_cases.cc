#include "base/text.h"
#include "kernel/cases/case_text.h"
#include "kernel/cases/inbox_rows.h"
#include "kernel/search/search.h"

namespace cityhall {

std::vector<InboxRow> search_cases(View const& view, std::string_view text, std::size_t most, std::string_view language) {
  require(view.actor, "issues.read");
  std::vector<InboxRow> rows;
  if (auto const exact = case_id_by_number(view, trim(text))) rows.push_back(inbox_row(view, *exact, language));
  for (auto const id : case_texts().latest(view.reader, text, static_cast<int>(most))) {
    if (rows.size() >= most) break;
    if (rows.empty() || rows.front().id.value != id) rows.push_back(inbox_row(view, CaseId{id}, language));
  }
  return rows;
}

}  // namespace cityhall
