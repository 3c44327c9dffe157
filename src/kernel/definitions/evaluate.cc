#include "kernel/definitions/evaluate.h"

#include <algorithm>

#include "base/json.h"
#include "kernel/expressions/expression.h"

namespace cityhall {
namespace {

/// Absent conditions hold; unknown and faulty ones do not.
bool holds(Condition const& condition, Facts const& facts) {
  if (!condition) return true;
  return condition.compiled != nullptr && is_true(facts.evaluate(*condition.compiled));
}

template <class T>
std::vector<T const*> those_that_hold(std::vector<T> const& all, Facts const& facts) {
  std::vector<T const*> out;
  for (auto const& one : all)
    if (holds(one.when, facts)) out.push_back(&one);
  return out;
}

/// A single value as people write it; nothing for lists and records.
std::optional<std::string> text_of_value(Value const& value) {
  if (value.is_null() || value.get<Value::List>() != nullptr || value.get<Value::Record>() != nullptr) return {};
  if (auto const* text = value.get<std::string>()) return *text;
  auto const json = to_json(value);
  return json.is_string() ? json.get<std::string>() : json.dump();
}

std::optional<std::string> text_at(std::vector<std::string> const& path, Bindings const& bindings) {
  auto const* record = &bindings;
  for (std::size_t i = 0; i < path.size(); ++i) {
    auto const found = record->find(path[i]);
    if (found == record->end()) return {};
    if (i + 1 == path.size()) return text_of_value(found->second);
    record = found->second.get<Value::Record>();
    if (record == nullptr) return {};
  }
  return {};
}

}  // namespace

std::vector<Question const*> visible_questions(Definition const& definition, Facts const& facts, std::string_view channel) {
  auto out = those_that_hold(definition.questions, facts);
  std::erase_if(out, [&](Question const* question) { return !question->asked_in(channel); });
  return out;
}

std::vector<AnswerOption const*> visible_options(Question const& question, Facts const& facts) {
  return those_that_hold(question.options, facts);
}
std::vector<Document const*> wanted_documents(Definition const& definition, Facts const& facts) {
  return those_that_hold(definition.documents, facts);
}
std::vector<WorkStep const*> wanted_steps(Definition const& definition, Facts const& facts) {
  return those_that_hold(definition.steps, facts);
}
std::vector<Review const*> wanted_reviews(Definition const& definition, Facts const& facts) {
  return those_that_hold(definition.reviews, facts);
}
std::vector<Inspection const*> wanted_inspections(Definition const& definition, Facts const& facts) {
  return those_that_hold(definition.inspections, facts);
}

std::vector<LocalText const*> reasons_to_deny(Definition const& definition, Facts const& facts) {
  std::vector<LocalText const*> out;
  for (auto const& rule : definition.eligibility)
    if (rule.deny_if && holds(rule.deny_if, facts)) out.push_back(&rule.reason);
  return out;
}

std::optional<std::string> fill_in(FilledText const& text, Facts const& facts) {
  if (text.literals.empty()) return std::string{};
  auto out = text.literals[0];
  for (std::size_t i = 0; i < text.paths.size(); ++i) {
    auto const value = text_at(text.paths[i], facts.bindings());
    if (!value || value->empty()) return {};
    out += *value + text.literals[i + 1];
  }
  return out;
}

Routing route(Definition const& definition, Facts const& facts) {
  for (auto const& rule : definition.route) {
    if (!holds(rule.when, facts)) continue;
    auto queue = fill_in(rule.queue, facts);
    if (!queue) continue;
    auto const& owner = rule.owner.empty() ? definition.owner : rule.owner;
    if (queue->empty() && rule.handoff.empty()) queue = owner;
    return {.queue = *std::move(queue), .handoff = rule.handoff, .owner = owner, .dispatch = rule.dispatch};
  }
  return {.queue = definition.owner, .owner = definition.owner};
}

int priority(Definition const& definition, Facts const& facts) {
  auto const rule =
      std::find_if(definition.priority.begin(), definition.priority.end(), [&](PriorityRule const& one) { return holds(one.when, facts); });
  return rule == definition.priority.end() ? 3 : rule->set;
}

std::optional<Period> sla(State const& state, int priority) {
  if (state.sla.empty()) return {};
  if (state.sla.front().first == 0) return state.sla.front().second;
  auto const found = std::find_if(state.sla.begin(), state.sla.end(), [&](auto const& entry) { return entry.first >= priority; });
  return found == state.sla.end() ? state.sla.back().second : found->second;
}

std::vector<Action const*> allowed_actions(State const& state, Facts const& facts, ActionMoment const& moment) {
  std::vector<Action const*> out;
  for (auto const& action : state.actions) {
    bool const role = std::any_of(action.by.begin(), action.by.end(), [&](std::string const& by) {
      return std::find(moment.roles.begin(), moment.roles.end(), by) != moment.roles.end();
    });
    bool const in_time = !action.within || moment.now <= moment.calendar.due(moment.entered, *action.within);
    if (role && in_time && holds(action.guard, facts)) out.push_back(&action);
  }
  return out;
}

std::string_view public_label(State const& state, std::string_view language) {
  return state.label.empty() ? std::string_view{state.public_name} : state.label.in(language);
}

std::vector<std::pair<std::string, std::string>> published_values(Definition const& definition, Facts const& facts) {
  std::vector<std::pair<std::string, std::string>> out;
  for (auto const& [column, expression] : definition.publish.map) {
    auto const outcome = expression.compiled ? facts.evaluate(*expression.compiled) : Outcome{Unknown{}};
    auto const* value = std::get_if<Value>(&outcome);
    out.emplace_back(column, value == nullptr ? "" : text_of_value(*value).value_or(""));
  }
  return out;
}

}  // namespace cityhall
