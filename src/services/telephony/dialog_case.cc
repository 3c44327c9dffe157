#include "services/telephony/dialog_case.h"

#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/cases/case.h"
#include "kernel/cases/clock.h"
#include "kernel/cases/number.h"
#include "kernel/cases/public_case.h"
#include "kernel/cases/tracking.h"
#include "kernel/definitions/answers.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/evaluate.h"
#include "kernel/interactions/interaction.h"
#include "kernel/telephony/texts.h"
#include "services/page/dates.h"
#include "services/telephony/dialog_place.h"
#include "services/telephony/question_words.h"
#include "store/transaction.h"

namespace cityhall::telephony {
namespace {

constexpr std::string_view skip_key = "99";
constexpr std::string_view question_node = "question:";

DefinitionPtr definition_of(Step const& step) {
  auto definition = step.unit.city.definitions.get()->find(text_of(step.memory, "service"));
  if (!definition) throw conflict("service.gone", _("This service is not offered any more."));
  return definition;
}

Question const& question_of(Definition const& definition, Step const& step) {
  auto const* question = definition.question(std::string_view{step.talk.node}.substr(question_node.size()));
  if (question == nullptr) throw conflict("service.gone", _("This service is not offered any more."));
  return *question;
}

Json answers_of(Step const& step) { return step.memory.value("answers", Json::object()); }

std::vector<AnswerOption const*> options_of(DefinitionPtr const& definition, Question const& question, Step const& step) {
  return visible_options(question, Facts{definition, answers_of(step)});
}

std::string_view given_text(Heard const& heard) { return heard.digits.empty() ? trim(heard.words) : std::string_view{heard.digits}; }

Json yes_or_no(std::string_view text) {
  auto const folded = fold(text);
  if (folded == "1" || folded.starts_with("y") || folded.starts_with("si")) return "yes";
  return folded == "2" || folded.starts_with("n") ? Json("no") : Json{};
}

/// By its number, or by words of its label.
std::string chosen_option(std::vector<AnswerOption const*> const& options, Heard const& heard) {
  auto const index = choice_of(heard);
  if (index >= 1 && index <= static_cast<int>(options.size())) return options.at(static_cast<std::size_t>(index) - 1)->id;
  auto const said = fold(given_text(heard));
  if (index >= 0 || said.size() < 2) return {};
  for (auto const* option : options)
    for (auto const& [language, label] : option->label.all())
      if (fold(label).find(said) != std::string::npos) return option->id;
  return {};
}

Json answer_from(DefinitionPtr const& definition, Question const& question, Step const& step) {
  if (question.type == QuestionType::boolean) return yes_or_no(given_text(step.heard));
  if (question.type != QuestionType::choice && question.type != QuestionType::multichoice) return std::string{given_text(step.heard)};
  auto const id = chosen_option(options_of(definition, question, step), step.heard);
  if (id.empty()) return {};
  return question.type == QuestionType::choice ? Json(id) : Json::array({id});
}

/// Keeps the answer. Gives what is wrong with it; empty: nothing.
std::string take_answer(Step& step) {
  auto const definition = definition_of(step);
  auto const& question = question_of(*definition, step);
  if (question.optional && given_text(step.heard) == skip_key) {
    step.memory["skipped"].push_back(question.id);
    return {};
  }
  if (question.is_place()) return take_place(step);
  auto const answer = answer_from(definition, question, step);
  if (answer.is_null()) return step.words(_("That is none of the answers."));
  auto const checked = validate_answer(question, answer);
  if (!checked.errors.empty()) return step.words(checked.errors.front().message);
  if (auto const found = checked.answers->find(question.id); found != checked.answers->end()) step.memory["answers"][question.id] = *found;
  else return step.words(_("That is none of the answers."));
  return {};
}

std::string spoken_answer(Step const& step, Question const& question, Json const& answer) {
  if (answer.is_boolean()) return step.words(answer.get<bool>() ? _("Yes") : _("No"));
  auto const label = [&](std::string const& id) {
    auto const* option = question.option(id);
    return option == nullptr ? id : std::string{option->label.in(step.talk.language)};
  };
  if (answer.is_string()) return label(answer.get<std::string>());
  if (answer.is_object()) return text_of(answer, "address");
  if (answer.is_array()) return answer.empty() ? std::string{} : label(answer.front().get<std::string>());
  return to_text(answer);
}

Prompt read_back(Step& step) {
  auto const definition = definition_of(step);
  auto const answers = answers_of(step);
  step.tell(_("You report: {service}.").with("service", std::string{definition->title.in(step.talk.language)}));
  for (auto const& question : definition->questions)
    if (auto const found = answers.find(question.id); found != answers.end())
      step.told.push_back(spoken_answer(step, question, *found) + ".");
  step.tell(step.voice() ? _("To send it, press 1. To stop, press 2.") : _("Send it? 1 yes, 2 no"));
  return {.lines = step.told, .digits_max = 1, .speech = true};
}

Prompt place_prompt(Step& step) {
  auto const place = step.memory.at("places").at(0).get<std::string>();
  step.tell((step.voice() ? _("{place}. If that is right, press 1. If not, press 2.") : _("{place}? 1 yes, 2 no")).with("place", place));
  return {.lines = step.told, .digits_max = 1, .speech = true};
}

std::string description_from(Definition const& definition, Json const& answers) {
  for (auto const& question : definition.questions)
    if (question.type == QuestionType::longtext && !question.personal)
      if (auto text = text_of(answers, question.id); !text.empty()) return text;
  return {};
}

std::string due_words(City& city, Time due, std::string_view language) {
  auto const zone = city.zone();
  return long_date(zone.date_of(last_moment(due)), language);
}

/// Opens the case once and tells what comes next.
void send_case(Step& step) {
  auto const& talk = step.talk;
  auto& unit = step.unit;
  auto const definition = definition_of(step);
  auto const answers = answers_of(step);
  auto const opened = open_case(unit, {.service = definition->id,
                                       .definition = definition,
                                       .answers = to_text(answers),
                                       .description = description_from(*definition, answers),
                                       .reporter = {.phone = talk.phone, .language = talk.language},
                                       .language = talk.language,
                                       .external_source = "telephony",
                                       .external_id = talk.id + "/" + std::to_string(talk.step)});
  auto const report = load_case(view_of(unit), opened.id);
  auto contact = interaction_by_id(view_of(unit), talk.interaction);
  if (!contact.ended) link_case(unit, contact, opened.id, definition->id);
  // Who writes text messages and gave no mail address is told by text message.
  auto const party = report.reporter ? party_by_id(view_of(unit), report.reporter) : std::nullopt;
  if (!step.voice() && party && party->email.empty()) prefer_texts(unit, party->id, talk.phone);
  step.tell(_("Thank you. Your number is {number}.").with("number", opened.number));
  if (opened.due_at)
    step.tell(_("We aim to finish by {date}.").with("date", due_words(unit.city, *opened.due_at, talk.language)));
  if (!step.voice()) step.told.push_back(tracking_url(unit.city, opened.id, opened.number));
}

}  // namespace

std::string next_question(Step const& step) {
  if (!step.memory.value("places", Json::array()).empty()) return "place";
  auto const definition = definition_of(step);
  auto const answers = answers_of(step);
  auto const skipped = step.memory.value("skipped", Json::array());
  for (auto const* question : visible_questions(*definition, Facts{definition, answers}, step.channel_word())) {
    bool const is_skipped = std::find(skipped.begin(), skipped.end(), question->id) != skipped.end();
    if (!question->is_upload() && !answers.contains(question->id) && !is_skipped) return std::string{question_node} + question->id;
  }
  return "send";
}

Prompt question_prompt(Step& step) {
  if (step.talk.node == "send") return read_back(step);
  if (step.talk.node == "place") return place_prompt(step);
  auto const definition = definition_of(step);
  auto const& question = question_of(*definition, step);
  auto const spoken = question_words({step.unit.city, step.talk.language, step.voice()}, definition, question, answers_of(step));
  step.told.insert(step.told.end(), spoken.lines.begin(), spoken.lines.end());
  return {.lines = step.told, .digits_max = spoken.digits, .speech = true};
}

Prompt hear_question(Step& step) {
  auto fault = take_answer(step);
  if (!fault.empty()) {
    step.told.push_back(std::move(fault));
    return not_understood(step);
  }
  step.go(next_question(step));
  return prompt_at(step);
}

Prompt hear_place(Step& step) {
  auto places = step.memory.value("places", Json::array());
  if (is_yes(step.heard)) {
    auto const definition = definition_of(step);
    if (auto const* question = definition->place_question()) step.memory["answers"][question->id] = {{"address", places.at(0)}};
    step.memory["places"] = Json::array();
  } else if (is_no(step.heard)) {
    places.erase(places.begin());
    step.memory["places"] = std::move(places);
  } else {
    return not_understood(step);
  }
  step.go(next_question(step));
  return prompt_at(step);
}

Prompt hear_send(Step& step) {
  if (is_no(step.heard)) {
    step.tell(_("Nothing was sent."));
    step.go("menu");
    return prompt_at(step);
  }
  if (!is_yes(step.heard)) return not_understood(step);
  try {
    step.unit.tx.attempt([&] { send_case(step); });
  } catch (Refusal const& refusal) {
    for (auto const& field : refusal.fields) step.tell(field.message);
    if (refusal.fields.empty()) step.tell(refusal.message);
    step.go("menu");
    return prompt_at(step);
  }
  step.memory = Json{{"misses", 0}, {"result", "request_made"}};
  step.go("menu");
  if (!step.voice()) return {.lines = step.told};
  step.tell(_("Goodbye."));
  return {.lines = step.told, .then = Prompt::Then::end};
}

std::vector<std::string> status_lines(Step const& step, std::string_view number) {
  auto const view = view_of(step.unit);
  auto const definitions = step.unit.city.definitions.get();
  for (auto const& candidate : numbers_meant(*definitions, number)) {
    try {
      auto const report = public_case(view, candidate);
      auto const* state = report.definition->workflow.state(report.state);
      auto const title = report.title.empty() ? std::string{report.definition->title.in(step.talk.language)} : report.title;
      std::vector<std::string> lines{
          step.words(_("{number}, {title}: {state}.")
                         .with("number", report.number)
                         .with("title", title)
                         .with("state", state == nullptr ? report.state : std::string{public_label(*state, step.talk.language)}))};
      if (!report.notes.empty()) lines.push_back(report.notes);
      return lines;
    } catch (Refusal const&) {
      continue;  // not this one, or not for the public
    }
  }
  return {};
}

std::string context_of(Step const& step) {
  auto const definition = step.unit.city.definitions.get()->find(text_of(step.memory, "service"));
  if (!definition) return text_of(step.memory, "said");
  auto const usual = step.unit.city.settings.get()->default_language();
  auto context = std::string{definition->title.in(usual)};
  auto const answers = answers_of(step);
  for (auto const& question : definition->questions)
    if (auto const found = answers.find(question.id); found != answers.end()) context += " · " + spoken_answer(step, question, *found);
  return context;
}

}  // namespace cityhall::telephony
