#include "rewrite.h"

#include <fmt/format.h>

#include "base/text.h"
#include "judge.h"
#include "look.h"
#include "words.h"

namespace cityhall::scenario {
namespace {

/// Longest values first, so that a number inside a longer one does not break it. Short ones are left: they occur by chance.
std::string with_names(std::string text, std::map<std::string, std::string> const& values) {
  std::vector<std::pair<std::string, std::string>> ordered{values.begin(), values.end()};
  std::sort(ordered.begin(), ordered.end(), [](auto const& a, auto const& b) { return a.second.size() > b.second.size(); });
  for (auto const& [name, value] : ordered) {
    if (value.size() < 6) continue;
    auto const braced = '{' + name + '}';
    for (auto at = text.find(value); at != std::string::npos; at = text.find(value, at + braced.size()))
      text.replace(at, value.size(), braced);
  }
  return text;
}

std::string status_line(Step const& step, Outcome const& outcome, Expectation const* before) {
  std::string line = step.kind == StepKind::command ? fmt::format("  exit {}", outcome.status) : fmt::format("  {}", outcome.status);
  if (outcome.status >= 300 && outcome.status < 400 && !outcome.header("Location").empty())
    return line + ' ' + std::string{outcome.header("Location")};
  if (before == nullptr || std::to_string(outcome.status) != before->value) return line;
  for (auto const& rest : before->rest) line += ' ' + (rest.find_first_of(" \"") == std::string::npos ? rest : quote(rest));
  return line;
}

std::string lookup_line(Expectation const& wanted, Outcome const& outcome, std::string const& old) {
  bool const is_json = wanted.check == Check::json;
  auto const start =
      fmt::format("  {} {} ", is_json ? "json" : "xml", wanted.name.find(' ') == std::string::npos ? wanted.name : quote(wanted.name));
  if (wanted.relation == Relation::count) {
    auto const nodes = is_json ? std::nullopt : xml_at(outcome.body, wanted.name);
    auto const count = is_json ? json_count(outcome.body, wanted.name) : nodes ? std::optional{nodes->size()} : std::nullopt;
    return count ? start + fmt::format("count {}", *count) : old;
  }
  if (wanted.relation != Relation::equals) return old;
  if (is_json) {
    auto const found = json_at(outcome.body, wanted.name);
    if (!found) return start + "absent";
    return found->front() == '"' || found->find(' ') == std::string::npos ? start + "= " + *found : old;
  }
  auto const found = xml_at(outcome.body, wanted.name);
  return found && !found->empty() ? start + "= " + quote(found->front()) : start + "absent";
}

using Values = std::map<std::string, std::string>;

void add_step(std::vector<std::string>& out, Scenario const& scenario, Played const& played, Values const& values) {
  auto const& step = *played.step;
  auto const& outcome = played.outcome;
  bool const timed = step.kind == StepKind::advance || step.kind == StepKind::set_time || step.kind == StepKind::jobs;
  auto const status =
      std::find_if(step.expectations.begin(), step.expectations.end(), [](auto const& e) { return e.check == Check::status; });
  auto const status_before = status == step.expectations.end() ? nullptr : &*status;
  bool status_done = timed;
  for (int number = step.line + 1; number <= step.last_line; ++number) {
    auto const& old = scenario.lines[static_cast<std::size_t>(number - 1)];
    bool const is_input = trim(old).starts_with("with ");
    auto const wanted = std::find_if(step.expectations.begin(), step.expectations.end(), [&](auto const& e) { return e.line == number; });
    if (!is_input && !status_done && (wanted != step.expectations.end())) {
      out.push_back(with_names(status_line(step, outcome, status_before), values));
      status_done = true;
    }
    if (wanted == step.expectations.end()) out.push_back(old);
    else if (wanted->check == Check::json || wanted->check == Check::xml)
      out.push_back(with_names(lookup_line(*wanted, outcome, old), values));
    else if (wanted->check != Check::status && wanted->check != Check::events && wanted->check != Check::mail) out.push_back(old);
  }
  if (!status_done) out.push_back(with_names(status_line(step, outcome, status_before), values));
  for (auto const& event : outcome.events) out.push_back(with_names("  events " + print_event(event), values));
  for (auto const& mail : outcome.mails) out.push_back(with_names("  mail " + print_mail(mail), values));
}

}  // namespace

std::string rewrite(Scenario const& scenario, Report const& result) {
  std::vector<std::string> out;
  int next = 1;
  auto const copy_until = [&](int line) {
    for (; next <= line; ++next) out.push_back(scenario.lines[static_cast<std::size_t>(next - 1)]);
  };
  for (auto const& played : result.played) {
    if (played.step->given || played.step->kind == StepKind::file) continue;
    copy_until(played.step->line);
    add_step(out, scenario, played, result.values);
    next = played.step->last_line + 1;
  }
  copy_until(static_cast<int>(scenario.lines.size()));
  std::string text;
  for (auto const& line : out) text += line + '\n';
  return text;
}

}  // namespace cityhall::scenario
