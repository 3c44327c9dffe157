#include "services/telephony/question_words.h"

#include "base/json.h"
#include "kernel/definitions/evaluate.h"

namespace cityhall::telephony {
namespace {

void tell_choices(QuestionWords& words, Speaker const& speaker, std::vector<AnswerOption const*> const& options) {
  int digit = 0;
  for (auto const* option : options) {
    auto const line = (speaker.voice ? _("For {name}, press {digit}.") : _("{digit}: {name}"))
                          .with("name", std::string{option->label.in(speaker.language)})
                          .with("digit", std::to_string(++digit));
    words.lines.push_back(speaker.city.translations().text(line, speaker.language));
  }
  words.digits = digit > 9 ? 2 : 1;
}

}  // namespace

QuestionWords question_words(Speaker const& speaker, DefinitionPtr const& definition, Question const& question, Json const& answers) {
  QuestionWords words{.lines = {std::string{(question.say.empty() ? question.label : question.say).in(speaker.language)}}};
  auto const tell = [&](Message const& message) { words.lines.push_back(speaker.city.translations().text(message, speaker.language)); };
  if (question.type == QuestionType::choice || question.type == QuestionType::multichoice) {
    tell_choices(words, speaker, visible_options(question, Facts{definition, answers}));
  } else if (question.type == QuestionType::boolean) {
    tell(speaker.voice ? _("For yes, press 1. For no, press 2.") : _("1 yes, 2 no"));
    words.digits = 1;
  } else if (question.is_place() && speaker.voice) {
    tell(_("Or key the house number, star, and the first letters of the street, and then the pound key."));
  }
  if (!question.optional) return words;
  tell(speaker.voice ? _("To skip this, key 99.") : _("99: skip"));
  if (words.digits == 1) words.digits = 2;
  return words;
}

}  // namespace cityhall::telephony
