#include "services/issues/preview.h"

#include "kernel/definitions/evaluate.h"
#include "services/issues/report_pages.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

/// Nothing in it can be sent.
Html page_of_question(Call const& call, Question const& question, Draft const& draft) {
  auto const answer = question_answer(call, question, {.draft = draft, .step = question.id});
  return li(cls("panel"), fieldset(disabled(), answer));
}

}  // namespace

Html preview_report(Call const& call, Previewed const& shown) {
  auto const& definition = *shown.definition;
  Draft const draft{.definition = shown.definition, .language = call.language, .answers = *shown.answers};
  Html pages;
  for (auto const* question : visible_questions(definition, Facts{shown.definition, draft.answers}, "web"))
    pages += page_of_question(call, *question, draft);
  auto const text = [&](LocalText const& words) { return std::string{words.in(call.language)}; };
  return div(lang(call.language), h3(text(definition.title)), p(cls("lead"), text(definition.description)),
             definition.warning.empty() ? nothing() : note("warn", p(text(definition.warning))), ol(cls("plain"), pages),
             definition.next.empty() ? nothing() : p(text(definition.next)));
}

}  // namespace cityhall
