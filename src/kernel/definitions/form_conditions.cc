#include "kernel/definitions/form_conditions.h"

#include <algorithm>

#include "base/json.h"
#include "kernel/expressions/expression.h"

namespace cityhall {
namespace {

void add_condition(Json& json, Condition const& condition) {
  if (!condition) return;
  json["when"] = condition.compiled ? condition.compiled->to_json()
                                    : Json{{"v", 1}, {"type", "bool"}, {"names", Json::object()}, {"tree", false}};
}

Json option_conditions(AnswerOption const& option) {
  Json json{{"id", option.id}};
  add_condition(json, option.when);
  return json;
}

Json question_conditions(Question const& question) {
  Json json{{"id", question.id}, {"type", std::string{to_text(question.type)}}};
  if (!question.min.empty()) json["min"] = question.min;
  if (!question.max.empty()) json["max"] = question.max;
  add_condition(json, question.when);
  for (auto const& option : question.options) json["options"].push_back(option_conditions(option));
  return json;
}

}  // namespace

bool has_conditions(Definition const& definition) {
  return std::any_of(definition.questions.begin(), definition.questions.end(), [](Question const& question) {
    return question.when || std::any_of(question.options.begin(), question.options.end(),
                                        [](AnswerOption const& option) { return static_cast<bool>(option.when); });
  });
}

Json form_conditions(Definition const& definition, FormContext const& context) {
  auto facts = context.facts != nullptr ? *context.facts : Json::object();
  facts["channel"] = std::string{context.channel};
  auto questions = Json::array();
  for (auto const& question : definition.questions)
    if (question.asked_in(context.channel)) questions.push_back(question_conditions(question));
  return {{"v", 1}, {"facts", std::move(facts)}, {"elsewhere", context.elsewhere}, {"questions", std::move(questions)}};
}

}  // namespace cityhall
