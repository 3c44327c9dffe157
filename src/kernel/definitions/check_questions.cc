// What is asked, and what of it becomes public.
#include <algorithm>

#include "base/decimal.h"
#include "base/time_zone.h"
#include "kernel/definitions/build.h"
#include "kernel/definitions/checks.h"
#include "kernel/definitions/form_check.h"
#include "kernel/definitions/visit.h"
#include "kernel/expressions/expression.h"

namespace cityhall {
namespace {

bool has_own_words(QuestionType type) {
  return type == QuestionType::photo || type == QuestionType::file || type == QuestionType::email || type == QuestionType::phone;
}

bool takes_options(QuestionType type) { return type == QuestionType::choice || type == QuestionType::multichoice; }

void check_shape(Findings& findings, Question const& question, std::string const& at) {
  auto const name = "The question " + in_quotes(question.id);
  if (question.label.empty() && !has_own_words(question.type)) findings.add(at, name + " has no label.", R"(Add "label": {"en": …}.)");
  if (takes_options(question.type) && question.options.empty()) findings.add(at, name + " has nothing to choose from.", "Add its options.");
  if (!takes_options(question.type) && !question.options.empty())
    findings.add(at + "/options", "A question of type " + in_quotes(to_text(question.type)) + " has no options.",
                 "Make it a choice, or remove them.");
  if (question.type == QuestionType::license && question.of.empty())
    findings.add(at, name + " does not say which license.", R"(Add "of": the id of the service that issues it.)");
  if (!question.message.empty() && !question.check)
    findings.add(at + "/message", "The message is never shown: there is no check.", "Add the check, or remove the message.");
  findings.require_unique("options", ids_of(question.options), at + "/options");
}

void check_limits(Findings& findings, Question const& question, std::string const& at) {
  bool const date = question.type == QuestionType::date;
  for (auto const& [name, bound] : {std::pair{"/min", question.min}, std::pair{"/max", question.max}}) {
    if (bound.empty() || (date ? parse_date(bound).has_value() : static_cast<bool>(Decimal::parse(bound)))) continue;
    findings.add(at + name, in_quotes(bound) + (date ? " is no date." : " is no number."),
                 date ? R"(Write it as "2027-03-02".)" : "Write a whole number, or an amount in quotation marks.");
    return;
  }
  if (question.min.empty() || question.max.empty()) return;
  bool const crossed =
      date ? *parse_date(question.min) > *parse_date(question.max) : *Decimal::parse(question.min) > *Decimal::parse(question.max);
  if (crossed)
    findings.add(at + "/min", "The least, " + question.min + ", is more than the most, " + question.max + '.', "Exchange or correct them.");
}

/// How much a condition of the question at `index` may read: what was asked before, in a check also the answer itself.
struct Readable {
  std::size_t index;
  bool itself;
};

void check_order(Findings& findings, Readable readable, std::string const& pointer, Condition const& condition) {
  if (condition.compiled == nullptr) return;
  auto const [index, itself] = readable;
  auto const& questions = findings.definition().questions;
  for (auto const& name : condition.compiled->references()) {
    auto const found = std::find_if(questions.begin(), questions.end(), [&](Question const& one) { return one.id == name; });
    auto const at = static_cast<std::size_t>(found - questions.begin());
    if (found == questions.end() || at < index || (itself && at == index)) continue;
    findings.add(pointer, "This condition reads " + in_quotes(name) + (at == index ? ", the question itself." : ", which is asked later."),
                 at == index ? "Use \"check\" to look at the answer." : "Move that question up, or this one down.");
  }
}

void check_channels_of(Findings& findings, Question const& question, std::string const& at) {
  auto const& definition = findings.definition();
  for (std::size_t i = 0; i < question.channels.size(); ++i)
    if (!definition.offers(question.channels[i]))
      findings.add(entry_at(at + "/channels", i), "The service is not offered through " + in_quotes(question.channels[i]) + '.',
                   "Add it to the channels of the service, or remove it here.");
  bool const asked_by_voice = definition.offers("ivr") && (question.channels.empty() || is_among(question.channels, "ivr"));
  if (asked_by_voice && question.is_upload() && !question.optional)
    findings.add(at, "A caller of the voice menu cannot give " + in_quotes(question.id) + '.',
                 R"(Make it optional, list its channels without "ivr", or take "ivr" from the service.)");
}

bool is_personal(Question const& question) {
  return question.personal || question.type == QuestionType::email || question.type == QuestionType::phone;
}

}  // namespace

void check_questions(Findings& findings) {
  auto const& definition = findings.definition();
  findings.require_unique("questions", ids_of(definition.questions), "/questions");
  findings.require_unique("documents", ids_of(definition.documents), "/documents");
  for (std::size_t i = 0; i < definition.documents.size(); ++i)
    if (definition.question(definition.documents[i].id) != nullptr)
      findings.add(entry_at("/documents", i) + "/id",
                   "A question and a document have the id " + in_quotes(definition.documents[i].id) + '.', "Rename one of them.");
  for (std::size_t i = 0; i < definition.questions.size(); ++i) {
    auto const& question = definition.questions[i];
    auto const at = entry_at("/questions", i);
    if (is_among({"priority", "channel", "today", "reviews", "applicant", "reporter"}, question.id))
      findings.add(at + "/id", in_quotes(question.id) + " is a name of the program.", "Choose another id.");
    check_shape(findings, question, at);
    check_limits(findings, question, at);
    check_order(findings, {i, false}, at + "/when", question.when);
    check_order(findings, {i, true}, at + "/check", question.check);
    for (std::size_t k = 0; k < question.options.size(); ++k)
      check_order(findings, {i, false}, entry_at(at + "/options", k) + "/when", question.options[k].when);
    check_channels_of(findings, question, at);
  }
}

void check_privacy(Findings& findings) {
  auto const& definition = findings.definition();
  for (std::size_t i = 0; i < definition.questions.size(); ++i)
    if (definition.questions[i].publish && is_personal(definition.questions[i]))
      findings.add(entry_at("/questions", i) + "/publish",
                   "The answer to " + in_quotes(definition.questions[i].id) + " is personal and is never published.",
                   "Remove \"publish\".");
  for (auto const& [column, value] : definition.publish.map) {
    if (value.compiled == nullptr) continue;
    for (auto const& name : value.compiled->references()) {
      auto const* question = definition.question(name);
      bool const person = name == "reporter" || name == "applicant";
      if (person || (question != nullptr && is_personal(*question)))
        findings.add(member_at("/publish/map", column), "This column would publish " + in_quotes(name) + ", which is personal.",
                     "Leave it out.");
    }
  }
  auto known = ids_of(definition.questions);
  for (auto const* person : {"reporter", "applicant"})
    for (auto const* part : {"", ".name", ".email", ".phone"}) known.push_back(std::string{person} + part);
  for (std::size_t i = 0; i < definition.publish.hide.size(); ++i)
    findings.require_known(entry_at("/publish/hide", i), "answer or person", definition.publish.hide[i], known);
}

}  // namespace cityhall
