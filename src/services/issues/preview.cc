#include "services/issues/preview.h"

#include <algorithm>

#include "kernel/definitions/evaluate.h"
#include "services/issues/report_pages.h"
#include "services/page/asking.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

/// Nothing in it can be sent; with a script it can be tried.
Html page_of_question(Call const& call, Question const& question, Draft const& draft) {
  auto const answer = question_answer(call, question, {.draft = draft, .step = question.id, .together = true});
  return li(cls("panel"), data("question", question.id), fieldset(disabled(), data("try", ""), answer));
}

}  // namespace

Html preview_report(Call const& call, Previewed const& shown) {
  auto const& definition = *shown.definition;
  Draft const draft{.definition = shown.definition, .language = call.language, .answers = *shown.answers};
  Html pages;
  auto const asked = visible_questions(definition, Facts{shown.definition, draft.answers}, "web");
  for (auto const& question : definition.questions) {
    if (!question.asked_in("web")) continue;
    auto const shown_page = page_of_question(call, question, draft);
    bool const now = std::find(asked.begin(), asked.end(), &question) != asked.end();
    pages += now ? shown_page : left_out(question.id, shown_page);
  }
  return div(lang(call.language), h3(call.text(definition.title)), p(cls("lead"), call.text(definition.description)),
             definition.warning.empty() ? nothing() : note("warn", p(call.text(definition.warning))),
             ol(cls("plain"), data("questions", "{id}"), pages),
             definition.next.empty() ? nothing() : p(call.text(definition.next)),
             asking_data(call, definition, {.facts = shown.answers.get()}));
}

}  // namespace cityhall
