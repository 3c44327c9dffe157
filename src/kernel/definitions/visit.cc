#include "kernel/definitions/visit.h"

#include "kernel/definitions/form_check.h"

namespace cityhall {
namespace {

// How much text people read in each place.
constexpr std::size_t title_most = 60;
constexpr std::size_t label_most = 200;
constexpr std::size_t button_most = 60;
constexpr std::size_t hint_most = 400;
constexpr std::size_t paragraph_most = 1'200;

void question_texts(Question const& question, std::string const& at, TextVisitor const& visit) {
  visit(at + "/label", question.label, label_most);
  visit(at + "/hint", question.hint, hint_most);
  visit(at + "/say", question.say, hint_most);
  visit(at + "/message", question.message, label_most);
  for (std::size_t i = 0; i < question.options.size(); ++i) {
    visit(entry_at(at + "/options", i) + "/label", question.options[i].label, label_most);
    visit(entry_at(at + "/options", i) + "/hint", question.options[i].hint, hint_most);
  }
}

void workflow_texts(Workflow const& workflow, TextVisitor const& visit) {
  for (auto const& state : workflow.states) {
    auto const at = member_at("/workflow/states", state.id);
    visit(at + "/label", state.label, button_most);
    for (auto const& action : state.actions) visit(member_at(at + "/actions", action.id) + "/label", action.label, button_most);
  }
}

void inspection_texts(Definition const& definition, TextVisitor const& visit) {
  for (auto const& review : definition.reviews) visit(member_at("/reviews", review.id) + "/label", review.label, label_most);
  for (auto const& inspection : definition.inspections) {
    auto const at = member_at("/inspections", inspection.id);
    visit(at + "/label", inspection.label, label_most);
    for (std::size_t i = 0; i < inspection.items.size(); ++i)
      visit(entry_at(at + "/items", i) + "/text", inspection.items[i].text, hint_most);
  }
}

void question_conditions(Question const& question, std::string const& at, ConditionVisitor const& visit) {
  visit(at + "/when", question.when);
  visit(at + "/check", question.check);
  for (std::size_t i = 0; i < question.options.size(); ++i) visit(entry_at(at + "/options", i) + "/when", question.options[i].when);
}

void task_conditions(Definition const& definition, ConditionVisitor const& visit) {
  for (auto const& state : definition.workflow.states)
    for (auto const& action : state.actions)
      visit(member_at(member_at("/workflow/states", state.id) + "/actions", action.id) + "/guard", action.guard);
  for (std::size_t i = 0; i < definition.steps.size(); ++i) visit(entry_at("/steps", i) + "/when", definition.steps[i].when);
  for (auto const& review : definition.reviews) visit(member_at("/reviews", review.id) + "/when", review.when);
  for (auto const& inspection : definition.inspections) {
    auto const at = member_at("/inspections", inspection.id);
    visit(at + "/when", inspection.when);
    for (std::size_t i = 0; i < inspection.items.size(); ++i) visit(entry_at(at + "/items", i) + "/when", inspection.items[i].when);
  }
}

}  // namespace

std::string entry_at(std::string_view list, std::size_t index) { return std::string{list} + '/' + std::to_string(index); }
std::string member_at(std::string_view object, std::string_view name) { return std::string{object} + '/' + pointer_token(name); }

void visit_texts(Definition const& definition, TextVisitor const& visit) {
  auto const written = [&](std::string const& pointer, LocalText const& text, std::size_t most) {
    if (!text.empty()) visit(pointer, text, most);
  };
  written("/title", definition.title, title_most);
  written("/description", definition.description, paragraph_most);
  written("/next", definition.next, paragraph_most);
  written("/warning", definition.warning, hint_most);
  for (std::size_t i = 0; i < definition.questions.size(); ++i) question_texts(definition.questions[i], entry_at("/questions", i), written);
  for (std::size_t i = 0; i < definition.documents.size(); ++i) {
    written(entry_at("/documents", i) + "/label", definition.documents[i].label, label_most);
    written(entry_at("/documents", i) + "/hint", definition.documents[i].hint, hint_most);
  }
  for (std::size_t i = 0; i < definition.eligibility.size(); ++i)
    written(entry_at("/eligibility", i) + "/reason", definition.eligibility[i].reason, hint_most);
  for (std::size_t i = 0; i < definition.fees.size(); ++i) written(entry_at("/fees", i) + "/label", definition.fees[i].label, label_most);
  workflow_texts(definition.workflow, written);
  for (std::size_t i = 0; i < definition.steps.size(); ++i)
    written(entry_at("/steps", i) + "/label", definition.steps[i].label, button_most);
  for (std::size_t i = 0; i < definition.check_list.size(); ++i)
    written(entry_at("/check_list", i) + "/label", definition.check_list[i].label, label_most);
  inspection_texts(definition, written);
  for (std::size_t i = 0; i < definition.notify.size(); ++i)
    written(entry_at("/notify", i) + "/text", definition.notify[i].text, hint_most);
}

void visit_conditions(Definition const& definition, ConditionVisitor const& visit) {
  auto const written = [&](std::string const& pointer, Condition const& condition) {
    if (condition) visit(pointer, condition);
  };
  for (std::size_t i = 0; i < definition.questions.size(); ++i)
    question_conditions(definition.questions[i], entry_at("/questions", i), written);
  for (std::size_t i = 0; i < definition.documents.size(); ++i) written(entry_at("/documents", i) + "/when", definition.documents[i].when);
  for (std::size_t i = 0; i < definition.eligibility.size(); ++i)
    written(entry_at("/eligibility", i) + "/deny_if", definition.eligibility[i].deny_if);
  for (std::size_t i = 0; i < definition.fees.size(); ++i) {
    written(entry_at("/fees", i) + "/of", definition.fees[i].of);
    written(entry_at("/fees", i) + "/when", definition.fees[i].when);
  }
  for (std::size_t i = 0; i < definition.route.size(); ++i) written(entry_at("/route", i) + "/when", definition.route[i].when);
  for (std::size_t i = 0; i < definition.priority.size(); ++i) written(entry_at("/priority", i) + "/when", definition.priority[i].when);
  task_conditions(definition, written);
  for (auto const& [column, value] : definition.publish.map) written(member_at("/publish/map", column), value);
}

void visit_filled(Definition const& definition, FilledVisitor const& visit) {
  auto const written = [&](std::string const& pointer, FilledText const& text) {
    if (!text.empty()) visit(pointer, text);
  };
  for (std::size_t i = 0; i < definition.route.size(); ++i) written(entry_at("/route", i) + "/queue", definition.route[i].queue);
  for (auto const& state : definition.workflow.states) written(member_at("/workflow/states", state.id) + "/queue", state.queue);
  for (std::size_t i = 0; i < definition.steps.size(); ++i) written(entry_at("/steps", i) + "/queue", definition.steps[i].queue);
  for (auto const& review : definition.reviews) written(member_at("/reviews", review.id) + "/queue", review.queue);
}

}  // namespace cityhall
