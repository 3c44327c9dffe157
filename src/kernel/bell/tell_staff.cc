#include <algorithm>

#include "base/json.h"
#include "kernel/accounts/account.h"
#include "kernel/addresses.h"
#include "kernel/bell/bell_mail.h"
#include "kernel/cases/case.h"
#include "kernel/city.h"
#include "kernel/definitions/definition.h"
#include "kernel/directory/directory.h"
#include "kernel/notices/notice.h"

namespace cityhall {
namespace {

constexpr std::size_t told_at_most = 500;

bool covers(Crew const& crew, Case const& report) {
  if (crew.zones.empty()) return true;
  return std::any_of(report.zones.begin(), report.zones.end(),
                     [&](ZoneId zone) { return std::find(crew.zones.begin(), crew.zones.end(), zone) != crew.zones.end(); });
}

void add_crews(View const& view, Case const& report, std::vector<Account>& people) {
  auto const directory = view.city.directory.get();
  for (auto const& crew : directory->crews()) {
    auto const serves = std::any_of(crew.queues.begin(), crew.queues.end(),
                                    [&](std::string const& pattern) { return queue_matches(pattern, report.queue); });
    if (!crew.active || !serves || !covers(crew, report)) continue;
    for (auto const& member : accounts(view, {.crew = crew.id, .most = told_at_most})) people.push_back(member);
  }
}

void add_people(View const& view, Case const& report, std::string const& to, std::vector<Account>& people) {
  if (is_told_by_notice(to)) return;
  if (to == "owner" && report.assignee) return people.push_back(account(view, report.assignee));
  if (to == "owner" || to == "queue") return add_crews(view, report, people);
  for (auto const& person : accounts(view, {.kind = AccountKind::staff, .role = to, .most = told_at_most})) people.push_back(person);
}

void mail_work(Unit& unit, Case const& report, Account const& person, Ring const& what) {
  auto const language = unit.city.settings.get()->language_for(person.language);
  queue_notice(unit, {.template_name = "staff-news",
                      .key = "bell/" + what.key,
                      .email = person.email,
                      .language = language,
                      .values = {{"number", report.number},
                                 {"title", std::string{title_of(report, language)}},
                                 {"state", std::string{state_label(report, language)}},
                                 {"place", report.place.address},
                                 {"note", what.text},
                                 {"link", unit.city.settings.get()->base_url + desk_address(report.number)}}});
}

void tell(Unit& unit, Event const& event, Case const& report, NotifyRule const& rule) {
  std::vector<Account> people;
  for (auto const& to : rule.to) add_people(view_of(unit), report, to, people);
  for (auto const& person : people) {
    if (person.disabled || person.id == event.account) continue;
    auto const language = unit.city.settings.get()->language_for(person.language);
    Ring const what{.key = "work/" + to_text(event.id) + "/" + rule.on + "/" + to_text(person.id),
                    .kind = rule.on,
                    .case_id = report.id,
                    .by = std::string{title_of(report, language)},
                    .text = std::string{rule.text.in(language)}};
    auto const choice = bell_choice_of(view_of(unit), person.id);
    auto const at_once = choice.queue_work && choice.mail == BellMail::at_once;
    if (add_bell(unit, person.id, what, at_once || !choice.queue_work) && at_once) mail_work(unit, report, person, what);
  }
}

/// The rules of a service that tell somebody of the staff about this event.
std::vector<NotifyRule const*> staff_rules(Definition const& definition, Event const& event) {
  std::vector<NotifyRule const*> rules;
  for (auto const& rule : definition.notify)
    if (!std::all_of(rule.to.begin(), rule.to.end(), is_told_by_notice)) rules.push_back(&rule);
  if (rules.empty()) return rules;
  auto const data = parse_json(event.data);
  auto const state = "state:" + (data ? text_of(*data, "to") : std::string{});
  std::erase_if(rules, [&](NotifyRule const* rule) { return rule->on != event.type && rule->on != state; });
  return rules;
}

}  // namespace

void tell_staff(Unit& unit, Event const& event) {
  if (!event.subject.case_id) return;
  auto const definition = definition_of(view_of(unit), event.subject.case_id);
  auto const rules = staff_rules(*definition, event);
  if (rules.empty()) return;
  auto const report = load_case(view_of(unit), event.subject.case_id);
  if (report.channel == Channel::import) return;
  for (auto const* rule : rules) tell(unit, event, report, *rule);
}

}  // namespace cityhall
