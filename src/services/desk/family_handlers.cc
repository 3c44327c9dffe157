#include "services/desk/family_handlers.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "kernel/addresses.h"
#include "kernel/cases/correction.h"
#include "kernel/definitions/definition_set.h"
#include "services/desk/asked_case.h"
#include "services/desk/family_pages.h"
#include "services/page/questions.h"
#include "web/form.h"

namespace cityhall {
namespace {

web::Response back_to(std::string_view number) { return web::see_other(desk_address(number)); }

/// "SR-27-000123", however it was pasted.
Case other_case(Call const& call, std::string_view text) {
  auto const number = trim(text);
  if (auto const id = case_id_by_number(call.view(), number)) return case_by_id(call.view(), *id);
  throw invalid_fields({{"into", "unknown", _("There is no request with this number.")}});
}

DefinitionPtr service_of(Call const& call, std::string_view id) {
  auto found = call.city.definitions.get()->find(id);
  if (!found) throw invalid_fields({{"service", "unknown", _("There is no such service.")}});
  return found;
}

/// What the form answers, by question id.
std::string given_answers(Call const& call, Definition const& definition) {
  auto given = Json::object();
  for (auto const& question : definition.questions)
    if (auto answer = answer_from(call.request.form.fields, question); !answer.is_null()) given[question.id] = std::move(answer);
  return to_text(given);
}

/// Of one kind and near each other: nobody needs to be asked whether they are one thing.
bool look_alike(Case const& report, Case const& main) {
  constexpr double near_metres = 300;
  if (report.service != main.service) return false;
  if (!report.place.point || !main.place.point) return report.place.empty() && main.place.empty();
  return metres_between(*report.place.point, *main.place.point) <= near_metres;
}

std::vector<std::string> texts(std::vector<std::string_view> const& views) { return {views.begin(), views.end()}; }

std::string_view wanted_service(Call const& call, std::string_view usual) {
  auto const in_form = call.request.form.fields.get("service");
  auto const asked = in_form.empty() ? call.request.query.get("service") : in_form;
  return asked.empty() ? usual : asked;
}

/// The refusal's faults by control; one without fields becomes a strip above the form.
web::Entered entered_of(Call const& call, Refusal const& refusal, Definition const& definition) {
  if (refusal.kind != RefusalKind::invalid && refusal.kind != RefusalKind::conflict) throw refusal;
  web::Entered entered{.values = call.request.form.fields, .errors = errors_for_questions(refusal.fields, definition.questions)};
  if (entered.errors.empty()) entered.errors.push_back({"", refusal.code, refusal.message});
  return entered;
}

/// In the order of the file: what is missing, and what was answered in the form, so that it is sent again.
std::vector<std::string> to_ask(Definition const& definition, std::vector<std::string> const& missing, std::string_view given) {
  auto const answers = parse_json(given);
  std::vector<std::string> ids;
  for (auto const& question : definition.questions) {
    bool const wanted = std::find(missing.begin(), missing.end(), question.id) != missing.end();
    if (wanted || (answers && answers->contains(question.id))) ids.push_back(question.id);
  }
  return ids;
}

int status_of(Refusal const& refusal) { return refusal.kind == RefusalKind::conflict ? 409 : 422; }

/// Only what was chosen counts as answered.
std::string chosen_and_given(Call const& call, Case const& report, Definition const& to) {
  auto given = *parse_json(given_answers(call, to));
  auto const chosen = texts(call.request.form.fields.all("questions"));
  auto const answers = parse_json(report.answers);
  for (auto const& id : chosen)
    if (answers && answers->contains(id) && !given.contains(id)) given[id] = answers->at(id);
  return to_text(given);
}

std::vector<std::string> missing_for_split(Call const& call, Case const& report, DefinitionPtr const& to) {
  auto bare = report;
  bare.answers = "{}";  // what was not chosen is asked anew
  auto const missing = carry_answers(call.view(), bare, to, chosen_and_given(call, report, *to)).missing;
  return to_ask(*to, missing, given_answers(call, *to));
}

}  // namespace

web::Response create_merge(Call& call) {
  auto report = expected_case(call);
  struct MergeForm {
    std::string into;
    std::string sure;
  };
  auto const form = web::read(
      web::Form<MergeForm>{web::field("into", &MergeForm::into).required().most(40), web::field("sure", &MergeForm::sure).one_of({"yes"})},
      call.request.form);
  auto const main = other_case(call, form.into);
  if (form.sure.empty() && main.id != report.id && !look_alike(report, main)) return merge_question_page(call, report, main);
  auto unit = call.unit();
  merge(unit, report, main);
  return back_to(report.number);
}

web::Response delete_merge(Call& call) {
  auto report = asked_case(call);
  auto unit = call.unit();
  unmerge(unit, report);
  return back_to(report.number);
}

web::Response show_correction(Call& call) {
  auto const report = asked_case(call);
  auto const to = service_of(call, wanted_service(call, report.service));
  auto const carried = carry_answers(call.view(), report, to);
  return correction_page(call, {.report = report, .to = to, .missing = carried.missing, .known = carried.answers});
}

web::Response create_correction(Call& call) {
  auto report = expected_case(call);
  auto const to = service_of(call, wanted_service(call, {}));
  auto unit = call.unit();
  correct_service(unit, report,
                  {.service = to->id, .answers = given_answers(call, *to), .leave_unanswered = call.request.form.fields.has("unknown")});
  return back_to(report.number);
}

web::Response correction_again(Call& call, Refusal const& refusal) {
  auto const report = asked_case(call);
  auto const to = service_of(call, wanted_service(call, report.service));
  auto const given = given_answers(call, *to);
  auto const carried = carry_answers(call.view(), report, to);
  auto missing = carry_answers(call.view(), report, to, given).missing;  // what was answered may call for more
  missing.insert(missing.end(), carried.missing.begin(), carried.missing.end());
  return correction_page(call, {.report = report,
                                .to = to,
                                .missing = to_ask(*to, missing, given),
                                .known = carried.answers,
                                .entered = entered_of(call, refusal, *to),
                                .status = status_of(refusal)});
}

web::Response show_split(Call& call) {
  auto const report = asked_case(call);
  auto const to = service_of(call, wanted_service(call, report.service));
  return split_page(call, {.report = report, .to = to, .files = files_of(call.view(), report.id)});
}

web::Response create_split(Call& call) {
  auto report = expected_case(call);
  struct SplitForm {
    std::string description;
  };
  auto const form =
      web::read(web::Form<SplitForm>{web::field("description", &SplitForm::description).required().most(4000).lines()}, call.request.form);
  auto const to = service_of(call, wanted_service(call, report.service));
  std::vector<FileId> files;
  for (auto const file : call.request.form.fields.all("files")) files.push_back(FileId{parse_id(file)});
  auto unit = call.unit();
  auto const opened = split(unit, report,
                            {.service = to->id,
                             .questions = texts(call.request.form.fields.all("questions")),
                             .answers = given_answers(call, *to),
                             .files = files,
                             .description = form.description});
  return back_to(opened.number);
}

web::Response split_again(Call& call, Refusal const& refusal) {
  auto const report = asked_case(call);
  auto const to = service_of(call, wanted_service(call, report.service));
  return split_page(call, {.report = report,
                           .to = to,
                           .missing = missing_for_split(call, report, to),
                           .files = files_of(call.view(), report.id),
                           .entered = entered_of(call, refusal, *to),
                           .status = status_of(refusal)});
}

}  // namespace cityhall
