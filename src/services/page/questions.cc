#include "services/page/questions.h"

#include <algorithm>

#include "base/json.h"
#include "kernel/places/place.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::vector<web::Option> options_of(Call const& call, Question const& question) {
  std::vector<web::Option> options;
  for (auto const& option : question.options) options.push_back({option.id, std::string{option.label.in(call.language)}});
  return options;
}

}  // namespace

std::string_view input_type(QuestionType type) {
  switch (type) {
    case QuestionType::email:
      return "email";
    case QuestionType::phone:
      return "tel";
    case QuestionType::date:
      return "date";
    default:
      return "text";
  }
}

std::vector<Attr> keyboard_for(QuestionType type) {
  if (type == QuestionType::integer) return {inputmode("numeric")};
  if (type == QuestionType::decimal || type == QuestionType::money) return {inputmode("decimal")};
  return {};
}

std::string question_name(Question const& question) { return "answer." + question.id; }

Html question_control(Call const& call, Question const& question, Entered const& entered) {
  auto const control_name = question_name(question);
  Control control{.name = control_name,
                  .label = std::string{question.label.in(call.language)},
                  .hint = group(std::string{question.hint.in(call.language)}),
                  .entered = &entered,
                  .required = !question.optional};
  switch (question.type) {
    case QuestionType::photo:
    case QuestionType::file:
      return nothing();
    case QuestionType::choice:
      return radio_field(control, options_of(call, question));
    case QuestionType::multichoice:
      return checkboxes_field(control, options_of(call, question));
    case QuestionType::boolean: {
      std::vector<web::Option> const both{{"yes", _("Yes")}, {"no", _("No")}};
      return radio_field(control, both);
    }
    case QuestionType::longtext:
      return textarea_field(control);
    default:
      control.type = input_type(question.type);
      control.attributes = keyboard_for(question.type);
      return input_field(control);
  }
}

Json answer_from(Parameters const& fields, Question const& question) {
  auto const control_name = question_name(question);
  if (question.type == QuestionType::multichoice) {
    auto list = Json::array();
    for (auto const value : fields.all(control_name)) list.push_back(std::string{value});
    return list.empty() ? Json{} : list;
  }
  auto const text = fields.get(control_name);
  if (text.empty()) return {};
  if (!question.is_place()) return std::string{text};
  if (auto const point = parse_point(text)) return Json{{"lat", point->latitude}, {"long", point->longitude}};
  return Json{{"address", std::string{text}}};
}

Parameters typed_answers(Json const& answers, std::string const& before) {
  Parameters typed;
  for (auto const& [name, value] : answers.items()) {
    auto const control = before + name;
    if (value.is_string()) typed.add(control, value.get<std::string>());
    if (value.is_boolean()) typed.add(control, value.get<bool>() ? "yes" : "no");
    if (value.is_number()) typed.add(control, to_text(value));
    if (value.is_object()) typed.add(control, text_of(value, "address"));
    if (!value.is_array()) continue;
    for (auto const& one : value)
      if (one.is_string()) typed.add(control, one.get<std::string>());
  }
  return typed;
}

std::vector<FieldError> errors_for_questions(std::vector<FieldError> errors, std::span<Question const> questions) {
  for (auto& error : errors) {
    auto const id = error.field.substr(0, error.field.find('.'));
    bool const asked = std::any_of(questions.begin(), questions.end(), [&](Question const& question) { return question.id == id; });
    if (asked) error.field = "answer." + id;
  }
  return errors;
}

}  // namespace cityhall
