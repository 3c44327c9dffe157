#include "base/text.h"
#include "kernel/cases/case_text.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"

namespace cityhall {

store::TextIndex const& case_texts() {
  static store::TextIndex const index{"case_text"};
  return index;
}

std::vector<std::string_view> indexed_events() { return {"case.opened", "case.imported", "case.service_changed"}; }

void index_case(Unit& unit, Event const& event) {
  auto const row = unit.tx.maybe(
      R"sql(SELECT cases.number, cases.service, cases.title, cases.description, cases.address, cases.external_id, case_people.reporter_name
            FROM cases LEFT JOIN case_people ON case_people.case_id = cases.id WHERE cases.id = $1)sql",
      event.subject.case_id);
  if (!row) return;
  std::string text;
  for (int column = 0; column < 7; ++column) {
    text += row->get<std::optional<std::string>>(column).value_or("");
    text += ' ';
  }
  if (auto const definition = unit.city.definitions.get()->find(row->get<std::string>(1)))
    for (auto const& [language, title] : definition->title.all()) (text += title) += ' ';
  case_texts().put(unit.tx, event.subject.case_id.value, fold(text));
}

void index_all_cases(Unit& unit) {
  for (auto const id : unit.tx.values<CaseId>(R"sql(SELECT id FROM cases ORDER BY id)sql")) index_case(unit, {.subject = {.case_id = id}});
}

}  // namespace cityhall
