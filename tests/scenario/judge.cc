#include "judge.h"

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "look.h"
#include "words.h"

namespace cityhall::scenario {
namespace {

/// What a difference is called; empty when there is none.
using Difference = std::string;

std::string plain(std::string const& json) { return json.size() >= 2 && json.front() == '"' ? Json::parse(json).get<std::string>() : json; }

bool shows(Outcome const& outcome, std::string_view text) {
  return outcome.body.find(text) != std::string::npos || visible_text(outcome.body).find(text) != std::string::npos;
}

Difference check_status(Expectation const& wanted, Outcome const& outcome) {
  if (std::to_string(outcome.status) != wanted.value)
    return fmt::format("status is {}, expected {}; the answer is {}", outcome.status, wanted.value,
                       quote(shorten(visible_text(outcome.body), 300)));
  for (auto const& rest : wanted.rest) {
    bool const place = outcome.status >= 300 && outcome.status < 400;
    if (place && !matches_pattern(outcome.header("Location"), rest))
      return fmt::format("Location is {}, expected {}", outcome.header("Location"), rest);
    if (!place && !shows(outcome, rest))
      return fmt::format("the answer does not show {}: {}", quote(rest), quote(shorten(visible_text(outcome.body), 300)));
  }
  return {};
}

Difference check_header(Expectation const& wanted, Outcome const& outcome) {
  auto const value = outcome.header(wanted.name);
  bool const present = std::any_of(outcome.headers.begin(), outcome.headers.end(),
                                   [&](auto const& h) { return equals_ignoring_case(h.first, wanted.name); });
  if (wanted.check == Check::no_header) return present ? fmt::format("header {} is there: {}", wanted.name, value) : Difference{};
  if (!present) return fmt::format("there is no header {}", wanted.name);
  return wanted.value.empty() || matches_pattern(value, wanted.value)
             ? Difference{}
             : fmt::format("header {} is {}, expected {}", wanted.name, value, wanted.value);
}

Difference check_json(Expectation const& wanted, Outcome const& outcome) {
  if (wanted.relation == Relation::count) {
    auto const count = json_count(outcome.body, wanted.name);
    if (!count) return fmt::format("there is no list at {}", wanted.name);
    return std::to_string(*count) == wanted.value ? Difference{}
                                                  : fmt::format("{} has {} members, expected {}", wanted.name, *count, wanted.value);
  }
  auto const found = json_at(outcome.body, wanted.name);
  if (wanted.relation == Relation::absent) return found ? fmt::format("{} is there: {}", wanted.name, *found) : Difference{};
  if (!found) return fmt::format("there is nothing at {} in {}", wanted.name, quote(shorten(outcome.body, 300)));
  if (wanted.relation == Relation::matches)
    return matches_pattern(plain(*found), wanted.value) ? Difference{}
                                                        : fmt::format("{} is {}, expected {}", wanted.name, *found, wanted.value);
  auto const expected = wanted.rest.empty() ? wanted.value : Json(wanted.value).dump();
  return *found == expected ? Difference{} : fmt::format("{} is {}, expected {}", wanted.name, *found, expected);
}

Difference check_xml(Expectation const& wanted, Outcome const& outcome) {
  auto const found = xml_at(outcome.body, wanted.name);
  if (!found) return fmt::format("no XML, or a wrong XPath {}: {}", wanted.name, quote(shorten(outcome.body, 200)));
  if (wanted.relation == Relation::absent) return found->empty() ? Difference{} : fmt::format("{} is there", wanted.name);
  if (wanted.relation == Relation::count)
    return std::to_string(found->size()) == wanted.value
               ? Difference{}
               : fmt::format("{} is there {} times, expected {}", wanted.name, found->size(), wanted.value);
  if (found->empty()) return fmt::format("there is nothing at {} in {}", wanted.name, quote(shorten(outcome.body, 300)));
  bool const right = wanted.relation == Relation::matches ? matches_pattern(found->front(), wanted.value) : found->front() == wanted.value;
  return right ? Difference{} : fmt::format("{} is {}, expected {}", wanted.name, quote(found->front()), quote(wanted.value));
}

Difference check_mail_text(Expectation const& wanted, Outcome const& outcome) {
  bool const found = std::any_of(outcome.mails.begin(), outcome.mails.end(),
                                 [&](auto const& mail) { return mail.text.find(wanted.value) != std::string::npos; });
  if (found == (wanted.check == Check::mail_contains)) return {};
  std::string all;
  for (auto const& mail : outcome.mails) all += mail.text + "\n";
  return fmt::format("the mail {} {}: {}", found ? "has" : "lacks", quote(wanted.value), quote(shorten(all, 600)));
}

Difference check_body(Expectation const& wanted, Outcome const& outcome) {
  if (wanted.check == Check::body)
    return outcome.body == wanted.value ? Difference{} : fmt::format("the body is {}", quote(shorten(outcome.body, 600)));
  bool const found = shows(outcome, wanted.value);
  if (found == (wanted.check == Check::contains)) return {};
  return fmt::format("the answer {} {}: {}", found ? "shows" : "does not show", quote(wanted.value),
                     quote(shorten(visible_text(outcome.body), 600)));
}

Difference check_one(Expectation const& wanted, Outcome const& outcome) {
  switch (wanted.check) {
    case Check::status:
      return check_status(wanted, outcome);
    case Check::header:
    case Check::no_header:
      return check_header(wanted, outcome);
    case Check::contains:
    case Check::lacks:
    case Check::body:
      return check_body(wanted, outcome);
    case Check::json:
      return check_json(wanted, outcome);
    case Check::xml:
      return check_xml(wanted, outcome);
    case Check::mail_contains:
    case Check::mail_lacks:
      return check_mail_text(wanted, outcome);
    case Check::events:
    case Check::mail:
      return {};  // compared as whole lists
  }
  return {};
}

/// "case.closed(outcome=fixed, hours_open=25)": the type is equal, the named members are equal, others are free.
bool event_matches(std::string_view wanted, FiredEvent const& event) {
  auto const open = wanted.find('(');
  if (trim(wanted.substr(0, open)) != event.type) return false;
  if (open == std::string_view::npos) return true;
  auto const data = Json::parse(event.data, nullptr, false);
  auto const inside = wanted.substr(open + 1, wanted.rfind(')') - open - 1);
  auto const words = split_words(inside);
  if (!words) return false;
  for (auto const& word : *words) {
    auto text = std::string_view{word.text};
    if (!text.empty() && text.back() == ',') text.remove_suffix(1);
    auto const equals = text.find('=');
    auto const name = std::string{text.substr(0, equals)};
    if (equals == std::string_view::npos || !data.is_object() || !data.contains(name)) return false;
    auto const& value = data.at(name);
    if (!matches_pattern(value.is_string() ? value.get<std::string>() : value.dump(), text.substr(equals + 1))) return false;
  }
  return true;
}

std::vector<Expectation> listed(std::vector<Expectation> const& all, Check check) {
  std::vector<Expectation> found;
  std::copy_if(all.begin(), all.end(), std::back_inserter(found),
               [&](auto const& e) { return e.check == check && !(e.value.empty() && e.name.empty()); });
  return found;
}

void compare_events(Step const& step, std::vector<Expectation> const& filled, Outcome const& outcome, std::vector<std::string>& out) {
  auto const wanted = listed(filled, Check::events);
  for (std::size_t i = 0; i < std::max(wanted.size(), outcome.events.size()); ++i) {
    if (i >= wanted.size()) out.push_back(fmt::format("{}: event {} fired, none expected", step.line, print_event(outcome.events[i])));
    else if (i >= outcome.events.size()) out.push_back(fmt::format("{}: event {} did not fire", wanted[i].line, wanted[i].value));
    else if (!event_matches(wanted[i].value, outcome.events[i]))
      out.push_back(fmt::format("{}: event {} fired, expected {}", wanted[i].line, print_event(outcome.events[i]), wanted[i].value));
  }
}

/// Mails of one step may arrive in any order.
void compare_mails(Step const& step, std::vector<Expectation> const& filled, Outcome const& outcome, std::vector<std::string>& out) {
  auto left = outcome.mails;
  for (auto const& wanted : listed(filled, Check::mail)) {
    auto const found = std::find_if(left.begin(), left.end(),
                                    [&](auto const& m) { return m.to == wanted.name && matches_pattern(m.subject, wanted.value); });
    if (found != left.end()) left.erase(found);
    else out.push_back(fmt::format("{}: mail {} {} was not sent", wanted.line, wanted.name, quote(wanted.value)));
  }
  for (auto const& mail : left) out.push_back(fmt::format("{}: mail {} was sent, not expected", step.line, print_mail(mail)));
}

}  // namespace

std::string_view Outcome::header(std::string_view name) const {
  auto const found =
      std::find_if(headers.begin(), headers.end(), [&](auto const& header) { return equals_ignoring_case(header.first, name); });
  return found == headers.end() ? std::string_view{} : std::string_view{found->second};
}

std::string print_event(FiredEvent const& event) {
  auto const data = Json::parse(event.data, nullptr, false);
  std::string inside;
  if (data.is_object()) {
    for (auto const& [name, value] : data.items()) {
      auto text = value.is_string() ? value.get<std::string>() : value.dump();
      if (text.find_first_of(" ,()\"") != std::string::npos) text = quote(text);
      inside += (inside.empty() ? "" : ", ") + name + "=" + text;
    }
  }
  return inside.empty() ? event.type : fmt::format("{}({})", event.type, inside);
}

std::string print_mail(SentMail const& mail) { return mail.to + ' ' + quote(mail.subject); }

std::vector<std::string> differences(Step const& step, std::vector<Expectation> const& filled, Outcome const& outcome) {
  std::vector<std::string> out;
  for (auto const& wanted : filled) {
    auto difference = check_one(wanted, outcome);
    if (!difference.empty()) out.push_back(fmt::format("{}: {}", wanted.line, difference));
  }
  compare_events(step, filled, outcome, out);
  compare_mails(step, filled, outcome, out);
  return out;
}

}  // namespace cityhall::scenario
