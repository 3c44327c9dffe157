#pragma once
// Reads what somebody answered: types, limits, conditions; every wrong answer is told at once.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_fwd.h"
#include "base/refusal.h"
#include "kernel/definitions/definition.h"
#include "kernel/expressions/expression.h"

namespace cityhall {

/// How the answers came: the channel decides which questions are asked, the language which words a message of the definition uses.
struct AnswerContext {
  std::string_view channel = "web";
  std::string_view language = "en";
  Json const* facts = nullptr;  // what the program knows besides, for conditions: {"where": {"district": "north"}}; not part of the answers
  std::shared_ptr<WorkLeft> left{};  // null: its own
};

/// A question that the answers before it have called for, and what it offers after them.
struct AskedQuestion {
  Question const* question = nullptr;            // of the definition that was asked
  std::vector<AnswerOption const*> options{};
};

struct CheckedAnswers {
  std::shared_ptr<Json> answers;     // normalised, in the order of the questions; answers to hidden questions are left out
  std::vector<FieldError> errors{};  // field is the question id, or "id.lat" inside a place
  std::vector<AskedQuestion> asked{};  // in the order of the file, whatever was answered
};

/// `given` maps question ids to form text or JSON: "240" or 240, "yes" or true, "41.1,-85.1" or {"lat", "long", "address"}, one text or a
/// list. Normalised: integers and booleans as JSON; decimal and money as text ("12000.00"); dates "2027-03-02"; several values as a list;
/// e-mail in lower case; phone as digits with a leading "+" when there was one; of a place only lat, long, address, unit, parcel and note,
/// so that nobody sends his own district. Members that are neither a question nor a document are an error each.
CheckedAnswers validate_answers(DefinitionPtr const& definition, Json const& given, AnswerContext context);
/// The same for one question, without its conditions and its check: for forms that ask one question a page.
CheckedAnswers validate_answer(Question const& question, Json const& given);

}  // namespace cityhall
