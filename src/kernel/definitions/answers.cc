#include "kernel/definitions/answers.h"

#include <algorithm>

#include "base/json.h"
#include "kernel/definitions/evaluate.h"
#include "kernel/definitions/read_answer.h"
#include "kernel/expressions/expression.h"

namespace cityhall {
namespace {

FieldError required(Question const& question) {
  auto message = question.is_place()        ? _("Give an address, or choose the place on the map.")
                 : question.is_upload()     ? _("Add a file.")
                 : question.options.empty() ? _("Answer this question.")
                                            : _("Choose an answer.");
  return {.field = question.id, .code = "required", .message = std::move(message)};
}

FieldError check_failed(Question const& question, std::string_view language) {
  auto const own = question.message.in(language);
  return {.field = question.id,
          .code = "check",
          .message = own.empty() ? _("This answer cannot be taken. Check it.") : _("{message}").with("message", std::string{own})};
}

/// Goes through the questions in their order; each is asked with the answers before it known.
class Validation {
 public:
  Validation(DefinitionPtr definition, Json const& given, AnswerContext context)
      : definition_{std::move(definition)},
        given_{given},
        context_{context},
        facts_{definition_, context.facts != nullptr ? *context.facts : Json::object(),
               context.left ? context.left : std::make_shared<WorkLeft>()} {
    facts_.set("channel", std::string{context.channel});
  }

  CheckedAnswers run() {
    if (!given_.is_object())
      return CheckedAnswers{std::make_shared<Json>(Json::object()), {FieldError{"", "not_an_object", _("The answers cannot be read.")}}};
    for (auto const& question : definition_->questions)
      if (asked(question)) {
        asked_.push_back({&question, visible_options(question, facts_)});
        take(question);
      }
    take_documents();
    refuse_unknown();
    return {std::make_shared<Json>(std::move(out_)), std::move(errors_), std::move(asked_)};
  }

 private:
  bool asked(Question const& question) const {
    if (!question.asked_in(context_.channel)) return false;
    return !question.when || (question.when.compiled && is_true(facts_.evaluate(*question.when.compiled)));
  }

  void take(Question const& question) {
    auto const found = given_.find(question.id);
    auto read = found == given_.end() ? ReadAnswer{} : read_answer(question, *found);
    if (read.error) return errors_.push_back(std::move(*read.error));
    if (read.value == nullptr) {
      if (!question.optional) errors_.push_back(required(question));
      return;
    }
    if (!can_be_chosen(question, *read.value))
      return errors_.push_back({question.id, "not_a_choice", _("Choose one of the answers in the list.")});
    learn(question, *read.value);
    if (question.check && !(question.check.compiled && is_true(facts_.evaluate(*question.check.compiled))))
      return errors_.push_back(check_failed(question, context_.language));
    out_[question.id] = std::move(*read.value);
  }

  bool can_be_chosen(Question const& question, Json const& value) const {
    if (question.options.empty()) return true;
    auto const& options = asked_.back().options;
    auto const among = [&](Json const& one) {
      return std::any_of(options.begin(), options.end(), [&](AnswerOption const* option) { return one == option->id; });
    };
    return value.is_array() ? std::all_of(value.begin(), value.end(), among) : among(value);
  }

  /// A place keeps what the program knows of it; the answer adds to that.
  void learn(Question const& question, Json const& value) {
    if (!question.is_place()) return facts_.set(question.id, value);
    facts_.set_members(question.id, value);
  }

  void take_documents() {
    for (auto const& document : definition_->documents) {
      auto const found = given_.find(document.id);
      if (found == given_.end()) continue;
      Question const upload{.id = document.id, .type = QuestionType::file};
      auto read = read_answer(upload, *found);
      if (read.error) errors_.push_back(std::move(*read.error));
      else if (read.value != nullptr) out_[document.id] = std::move(*read.value);
    }
  }

  void refuse_unknown() {
    for (auto const& [name, value] : given_.items())
      if (definition_->question(name) == nullptr && definition_->document(name) == nullptr)
        errors_.push_back({name, "unknown_question", _("This service does not ask {question}.").with("question", name)});
  }

  DefinitionPtr definition_;
  Json const& given_;
  AnswerContext context_;
  Facts facts_;
  Json out_ = Json::object();
  std::vector<FieldError> errors_;
  std::vector<AskedQuestion> asked_;
};

}  // namespace

CheckedAnswers validate_answers(DefinitionPtr const& definition, Json const& given, AnswerContext context) {
  return Validation{definition, given, context}.run();
}

CheckedAnswers validate_answer(Question const& question, Json const& given) {
  CheckedAnswers out{std::make_shared<Json>(Json::object())};
  auto read = read_answer(question, given);
  if (read.error) out.errors.push_back(std::move(*read.error));
  else if (read.value != nullptr) (*out.answers)[question.id] = std::move(*read.value);
  else if (!question.optional) out.errors.push_back(required(question));
  return out;
}

}  // namespace cityhall
