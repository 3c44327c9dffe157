#include "services/records/records_handlers.h"

#include <set>

#include "base/refusal.h"
#include "base/text.h"
#include "kernel/parties/party_list.h"
#include "kernel/search/search.h"
#include "services/records/records_pages.h"
#include "web/form.h"

namespace cityhall {
namespace {

constexpr auto outlook_days = std::chrono::days{30};
constexpr std::size_t found_most = 50;
constexpr std::size_t numbers_most = 500;

struct HoldForm {
  std::string listed;
  std::vector<std::string> numbers;
  std::string person;
  std::string reason;
};

web::Form<HoldForm> hold_form() {
  return {web::field("listed", &HoldForm::listed).most(20'000).lines(), web::field("numbers", &HoldForm::numbers).most(500),
          web::field("person", &HoldForm::person).most(30), web::field("reason", &HoldForm::reason).required().most(1000).lines()};
}

/// Each number once, as typed or chosen.
std::set<std::string> numbers_in(HoldForm const& form) {
  std::set<std::string> numbers{form.numbers.begin(), form.numbers.end()};
  for (auto const& line : lines_of(form.listed)) numbers.insert(line);
  return numbers;
}

/// Every number that is none, at once.
std::vector<Case> cases_named(View const& view, std::set<std::string> const& numbers) {
  std::vector<Case> cases;
  std::vector<std::string> unknown;
  for (auto const& number : numbers)
    if (auto const id = case_id_by_number(view, number)) cases.push_back(case_by_id(view, *id));
    else unknown.push_back(number);
  if (!unknown.empty())
    throw invalid_fields({{"listed", "unknown", _("There is no request {number}.").with("number", shorten(join(unknown, ", "), 200))}});
  if (cases.empty() || cases.size() > numbers_most)
    throw invalid_fields({{"listed", "count", _("Name 1 to 500 requests, or choose some that were found.")}});
  return cases;
}

Party asked_person(Call const& call, std::string_view id) {
  auto person = party_by_id(call.view(), PartyId{parse_id(id)});
  if (!person) throw not_found();
  return std::move(*person);
}

NewHoldView new_hold(Call const& call) {
  auto const& query = call.request.query;
  NewHoldView view{.words = shorten(trim(query.get("words")), 200), .number = shorten(trim(query.get("number")), 40)};
  if (query.has("person")) view.person = asked_person(call, query.get("person"));
  if (!view.words.empty()) view.found = search_cases(call.view(), view.words, found_most, call.language);
  return view;
}

PersonView person_of(Call const& call) {
  auto person = asked_person(call, call.path_value("person"));
  auto const id = person.id;
  return {.person = std::move(person), .plan = erasure_plan(call.view(), id), .holds = holds_on(call.view(), id)};
}

/// By their whole address or number: a list of people to browse in is nobody's business.
std::vector<Party> people_with(View const& view, std::string const& address) {
  bool const is_mail = address.find('@') != std::string::npos;
  return parties(view, {.email = is_mail ? address : std::string{}, .phone = is_mail ? std::string{} : address});
}

struct SureForm {
  bool sure = false;
};

}  // namespace

web::Response show_records(Call& call) {
  RecordsView view{.outlook = outlook(call.view(), call.now, outlook_days),
                   .holds = active_holds(call.view()),
                   .removed = removal_log(call.view()),
                   .who = shorten(trim(call.request.query.get("who")), 254)};
  if (may_find_person(call) && !view.who.empty()) view.people = people_with(call.view(), view.who);
  return records_page(call, view);
}

web::Response show_new_hold(Call& call) { return new_hold_page(call, new_hold(call)); }

web::Response create_holds(Call& call) {
  auto const form = web::read(hold_form(), call.request.form);
  auto unit = call.unit();
  if (!form.person.empty()) {
    hold_party(unit, asked_person(call, form.person).id, form.reason);
  } else {
    for (auto const& report : cases_named(call.view(), numbers_in(form))) hold_case(unit, report, form.reason);
  }
  return saved("/admin/records");
}

web::Response create_holds_again(Call& call, Refusal const& refusal) {
  auto view = new_hold(call);
  if (auto const person = call.request.form.fields.get("person"); !person.empty()) view.person = asked_person(call, person);
  view.told = told_of(call, refusal);
  return new_hold_page(call, view);
}

web::Response lift_one_hold(Call& call) {
  auto unit = call.unit();
  lift_hold(unit, parse_id(call.path_value("hold")));
  return saved("/admin/records");
}

web::Response show_person(Call& call) { return person_page(call, person_of(call)); }

web::Response erase_one_person(Call& call) {
  web::read(web::Form<SureForm>{web::field("sure", &SureForm::sure).required()}, call.request.form);
  auto unit = call.unit();
  return erased_page(call, erase_person(unit, asked_person(call, call.path_value("person")).id));
}

web::Response erase_again(Call& call, Refusal const& refusal) {
  auto view = person_of(call);
  view.told = told_of(call, refusal);
  return person_page(call, view);
}

}  // namespace cityhall
