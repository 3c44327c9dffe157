#include "services/telephony/preview.h"

#include "base/json.h"
#include "kernel/definitions/evaluate.h"
#include "services/telephony/question_words.h"
#include "web/html.h"

namespace cityhall::telephony {
namespace {

using namespace web;
using namespace web::tag;

Html dialog(Call const& call, Previewed const& shown, std::string_view channel) {
  Speaker const speaker{call.city, call.language, channel == "ivr"};
  Html steps;
  for (auto const* question : visible_questions(*shown.definition, Facts{shown.definition, *shown.answers}, channel)) {
    if (question->is_upload()) continue;
    auto const words = question_words(speaker, shown.definition, *question, *shown.answers);
    steps += li(each(words.lines, [](std::string const& line) { return p(line); }));
  }
  return group(p(strong(shown.definition->title.in(call.language))), ol(lang(call.language), steps));
}

}  // namespace

Html preview_voice(Call const& call, Previewed const& shown) { return dialog(call, shown, "ivr"); }
Html preview_texts(Call const& call, Previewed const& shown) { return dialog(call, shown, "sms"); }

}  // namespace cityhall::telephony
