#pragma once
// Questions of a definition as controls of one form, for staff: labels, hints, choices; and what such a form holds.

#include <string>

#include "base/json_fwd.h"
#include "kernel/definitions/question.h"
#include "services/call.h"
#include "web/controls.h"

namespace cityhall {

/// The name of its control: "answer.lane". Of a place, the address or "latitude, longitude".
std::string question_name(Question const& question);
/// The type of the input into which an answer is typed: "email", "tel", "date" or "text"; and which keyboard a phone shows.
std::string_view input_type(QuestionType type);
std::vector<web::Attr> keyboard_for(QuestionType type);
/// The control; uploads have none. `error_names` of a Refusal are question ids: see errors_for_questions.
web::Html question_control(Call const& call, Question const& question, web::Entered const& entered);
/// What the form holds for the question, as validate_answer reads it; null when it is empty.
Json answer_from(web::Parameters const& fields, Question const& question);
/// Answers as somebody would have typed them into a form whose controls are named `before` and the question: to show them there again.
web::Parameters typed_answers(Json const& answers, std::string const& before = {});
/// Errors about question ids as errors about their controls.
std::vector<FieldError> errors_for_questions(std::vector<FieldError> errors, std::span<Question const> questions);

}  // namespace cityhall
