#include "services/issues/preview.h"

#include <algorithm>

#include "kernel/definitions/evaluate.h"
#include "services/issues/report_pages.h"
#include "services/page/asking.h"
#include "services/page/kiosk.h"
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

Html pages_in(Call const& call, Previewed const& shown, Channel channel) {
  auto const& definition = *shown.definition;
  auto const word = to_text(channel);
  Draft const draft{.definition = shown.definition, .language = call.language, .channel = channel, .answers = *shown.answers};
  Html pages;
  auto const asked = visible_questions(definition, Facts{shown.definition, draft.answers}, word);
  for (auto const& question : definition.questions) {
    if (!question.asked_in(word)) continue;
    auto const shown_page = page_of_question(call, question, draft);
    bool const now = std::find(asked.begin(), asked.end(), &question) != asked.end();
    pages += now ? shown_page : left_out(question.id, shown_page);
  }
  return group(h3(call.text(definition.title)), p(cls("lead"), call.text(definition.description)),
               definition.warning.empty() ? nothing() : note("warn", p(call.text(definition.warning))),
               ol(cls("plain"), data("questions", "{id}"), pages),
               definition.next.empty() ? nothing() : p(call.text(definition.next)),
               asking_data(call, definition, {.channel = word, .facts = shown.answers.get()}));
}

}  // namespace

Html preview_web(Call const& call, Previewed const& shown) { return pages_in(call, shown, Channel::web); }

Html preview_kiosk(Call const& call, Previewed const& shown) {
  return div(cls("kiosk"), kiosk_tiles(call, {shown.definition}, "#preview"), pages_in(call, shown, Channel::kiosk));
}

}  // namespace cityhall
