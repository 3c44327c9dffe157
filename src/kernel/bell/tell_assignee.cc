#include "base/json.h"
#include "base/text.h"
#include "kernel/accounts/account.h"
#include "kernel/addresses.h"
#include "kernel/bell/bell_mail.h"
#include "kernel/cases/case.h"
#include "kernel/city.h"
#include "kernel/definitions/definition.h"
#include "kernel/notices/hold.h"
#include "kernel/notices/notice.h"

namespace cityhall {
namespace {

constexpr std::size_t told_characters_max = 500;

std::optional<Account> colleague(View const& view, AccountId id, Event const& event) {
  if (!id || id == event.account) return std::nullopt;
  auto person = account(view, id);
  return person.disabled ? std::nullopt : std::optional{std::move(person)};
}

void mail_assignment(Unit& unit, Case const& report, Account const& person, Ring const& what) {
  auto const language = unit.city.settings.get()->language_for(person.language);
  queue_notice(unit, {.template_name = "staff-assigned",
                      .key = "bell/" + what.key,
                      .email = person.email,
                      .language = language,
                      .case_id = report.id,
                      .values = {{"number", report.number},
                                 {"title", std::string{title_of(report, language)}},
                                 {"by", what.by},
                                 {"place", report.place.address},
                                 {"link", unit.city.settings.get()->base_url + desk_address(report.number)}}});
}

/// Who is given many at once reads them in the program: a hundred mails would say no more.
void tell_new_assignee(Unit& unit, Event const& event, Case const& report, Json const& data) {
  auto const hold = mail_hold_of(view_of(unit), event.id);
  auto const given = AccountId{parse_id(text_of(data, "assignee"))};
  if (hold && hold->silent) return;
  if (report.assignee != given || text_of(data, "assignee") == text_of(data, "assignee_before")) return;
  auto const person = colleague(view_of(unit), given, event);
  if (!person) return;
  auto const title = std::string{title_of(report, unit.city.settings.get()->language_for(person->language))};
  Ring const what{.key = "assigned/" + to_text(event.id),
                  .kind = "assigned",
                  .case_id = report.id,
                  .by = event.actor_name,
                  .text = report.place.address.empty() ? title : title + ", " + report.place.address};
  bool const at_once = bell_choice_of(view_of(unit), person->id).mail == BellMail::at_once;
  if (add_bell(unit, person->id, what, at_once) && at_once && !hold) mail_assignment(unit, report, *person, what);
}

/// Whose work it is: the assignee, or else whoever handed it over last.
AccountId owner_of(View const& view, Case const& report) {
  if (report.assignee) return report.assignee;
  AccountId owner{};
  for (auto const& event : events_of(view, report.id))
    if (event.type == "case.handed_over") owner = event.account;
  return owner;
}

void tell_owner(Unit& unit, Event const& event, Case const& report, Json const& data) {
  auto const person = colleague(view_of(unit), owner_of(view_of(unit), report), event);
  if (!person) return;
  auto const from = text_of(data, "from");
  ring(unit, person->id,
       {.key = "heard/" + to_text(event.id),
        .kind = event.type,
        .case_id = report.id,
        .by = from.empty() ? event.actor_name : from,
        .text = shorten(text_of(data, "message"), told_characters_max)});
}

}  // namespace

void tell_assignee(Unit& unit, Event const& event) {
  if (!event.subject.case_id) return;
  auto const data = parse_json(event.data);
  if (!data || !data->is_object()) return;
  auto const report = load_case(view_of(unit), event.subject.case_id);
  if (event.type == "case.assigned") return tell_new_assignee(unit, event, report, *data);
  tell_owner(unit, event, report, *data);
}

}  // namespace cityhall
