// The list of questions, and one question.
#include "base/json.h"
#include "base/text.h"
#include "kernel/definitions/question.h"
#include "services/page/parts.h"
#include "services/studio/parts.h"
#include "services/studio/places.h"
#include "services/studio/subjects.h"
#include "services/studio/words.h"

namespace cityhall::studio {
namespace {

using namespace web;
using namespace web::tag;

std::string words_in(Sheet const& sheet, Json const& entry, std::string const& member) {
  auto const found = entry.find(member);
  if (found == entry.end() || !found->is_object()) return {};
  auto const text = text_of(*found, sheet.call.language);
  return text.empty() && !found->empty() && found->front().is_string() ? found->front().get<std::string>() : text;
}

std::size_t faults_below(Sheet const& sheet, std::string const& at) {
  std::size_t count = 0;
  for (auto const& fault : sheet.view.faults)
    if (fault.pointer == at || fault.pointer.starts_with(at + '/')) ++count;
  return count;
}

Html question_row(Sheet const& sheet, std::string const& at, Json const& question) {
  auto const label = words_in(sheet, question, "label");
  auto const when = text_of(question, "when");
  auto const when_words = condition_words(sheet.call, sheet.view.definition.get(), when);
  auto const faults = faults_below(sheet, at);
  auto const path = with_query(path_of(sheet.view.draft) + "/parts/questions", {{"at", at}});
  return li(
      cls("panel"),
      h3(a(href(path), label.empty() ? text_of(question, "id") : label),
         faults > 0 ? group(" ", span(cls("badge late"), _n("{count} fault", "{count} faults", static_cast<long>(faults)))) : nothing()),
      p(cls("soft small"), word_words("question", "type", text_of(question, "type")), " · ", code(text_of(question, "id")),
        when.empty() ? nothing() : group(" · ", _("only if"), " ", when_words.empty() ? code(when) : group(when_words))),
      entry_acts(sheet, at));
}

}  // namespace

Html question_rows(Sheet const& sheet) {
  auto const* list = find_at(*sheet.view.file, "/questions");
  Html rows;
  if (list != nullptr && list->is_array())
    for (std::size_t i = 0; i < list->size(); ++i)
      if ((*list)[i].is_object()) rows += question_row(sheet, below("/questions", i), (*list)[i]);
  return rows.empty() ? rows : ol(cls("plain entries"), rows);
}

Html questions_part(Sheet const& sheet, std::string const& at) {
  auto const* question = at.empty() ? nullptr : find_at(*sheet.view.file, at);
  if (question != nullptr && above(at) == "/questions")
    return group(p(a(cls("back"), href(path_of(sheet.view.draft) + "/parts/questions"), _("All questions"))), hidden_field("at", at),
                 div(id("field-" + at), notes_at(sheet, at), members(sheet, at)), entry_acts(sheet, at));
  auto const rows = question_rows(sheet);
  return group(
      div(id("field-/questions"), notes_at(sheet, "/questions")),
      rows.empty() ? empty_state(_("No question yet."), _("Add the first one: usually where it is.")) : rows,
      div(cls("actions"), sheet_button("add /questions", group(_("Add a question")), "quiet")));
}

}  // namespace cityhall::studio
