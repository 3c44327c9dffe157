#include "services/issues/report_handlers.h"

#include "kernel/addresses.h"
#include "kernel/cases/tracking.h"
#include "kernel/definitions/answers.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/evaluate.h"
#include "kernel/places/address_search.h"
#include "services/issues/alike_handlers.h"
#include "services/issues/alike_pages.h"
#include "services/issues/journey.h"
#include "services/issues/place_field.h"
#include "services/issues/report_pages.h"
#include "services/issues/steps.h"
#include "services/page/kiosk.h"

namespace cityhall {
namespace {

DefinitionPtr service_of(Call const& call) {
  auto definition = call.city.definitions.get()->find(call.path_value("service"));
  auto const channel = kiosk_sitting(call.request).empty() ? "web" : "kiosk";
  if (!definition || !definition->offers(channel))
    throw not_found(_("There is no such service here."), _("Look through the list of services."));
  return definition;
}

Draft blank_draft(Call const& call) {
  Draft draft{.definition = service_of(call), .language = call.language, .sitting = kiosk_sitting(call.request)};
  if (!draft.sitting.empty()) draft.channel = Channel::kiosk;
  return draft;
}

/// A kiosk shows the number and nothing that the next person could go back to.
std::string path_when_sent(Draft const& draft, std::string const& secret) {
  if (draft.sitting.empty()) return tracking_path(draft.number, secret);
  return web::with_query("/kiosk/sent", {{"number", draft.number}});
}

std::string first_step(Draft const& draft) { return steps_of(draft).front(); }

/// One answer for one question: where a form carries two that differ, nobody knows which was meant.
void refuse_doubled(Call const& call, Question const& question) {
  auto const values = call.request.form.fields.all(question.id);
  if (values.size() > 1 && std::any_of(values.begin(), values.end(), [&](auto const& value) { return value != values.front(); }))
    throw invalid_fields({{question.id, "doubled", _("This was sent more than once. Send it once.")}});
}

/// What the form holds for a question, as validate_answer reads it.
Json given_answer(Call const& call, Question const& question) {
  auto const& fields = call.request.form.fields;
  if (question.type == QuestionType::multichoice) {
    auto list = Json::array();
    for (auto const value : fields.all(question.id)) list.push_back(std::string{value});
    return list.empty() ? Json{} : list;
  }
  refuse_doubled(call, question);
  if (!question.is_place()) return fields.get(question.id).empty() ? Json{} : Json(std::string{fields.get(question.id)});
  return given_place(call, question.id);
}

void save_photos(Call& call, Draft& draft, Question const& question) {
  if (auto const removed = parse_id(call.request.form.fields.get("remove")); removed != 0)
    std::erase_if(draft.files, [&](DraftFile const& file) { return file.file.value == removed; });
  for (auto const& upload : call.uploads) draft.files.push_back({question.id, upload.file});
  if (draft.files.size() > photos_of_a_report)
    throw invalid_fields({{question.id, "too_many", _("Five photos are the most we can take. Remove one first.")}});
  if (!is_answered(draft, question)) throw invalid_fields({{question.id, "required", _("Add a photo.")}});
}

void save_answer(Call& call, Draft& draft, Question const& question) {
  if (question.is_upload()) return save_photos(call, draft, question);
  auto const given = given_answer(call, question);
  if (given.is_null() && question.optional) {
    draft.answers.erase(question.id);
    return;
  }
  auto checked = validate_answer(question, given);
  if (!checked.errors.empty()) throw invalid_fields(std::move(checked.errors));
  auto const found = checked.answers->find(question.id);
  if (found == checked.answers->end()) draft.answers.erase(question.id);
  else draft.answers[question.id] = question.is_place() ? located(call, question.id, *found) : *found;
}

struct ContactForm {
  std::string name;
  std::string email;
  std::string phone;
};

void save_contact(Call const& call, Draft& draft) {
  auto const wanted = draft.definition->who.auth != Authentication::none;
  auto email = web::field("email", &ContactForm::email)
                   .most(254)
                   .check(web::is_email, _("Enter an e-mail address like name@example.com, or leave it empty."));
  web::Form<ContactForm> const form{
      wanted ? std::move(email).required() : std::move(email), web::field("name", &ContactForm::name).most(120),
      web::field("phone", &ContactForm::phone).most(40).check(web::is_phone, _("Enter a phone number with area code, or leave it empty."))};
  auto const read = web::read(form, call.request.form);
  draft.contact = {.name = read.name, .email = read.email, .phone = read.phone, .language = draft.language};
}

web::Response step_response(Call const& call, StepView const& view) {
  if (view.step == contact_step) return contact_page(call, view);
  if (view.step == alike_step) return alike_page(call, view, alike_to(call, view.draft));
  auto const* question = view.draft.definition->question(view.step);
  if (question == nullptr && view.step != check_step) throw not_found();
  return question == nullptr ? check_page(call, view) : question_page(call, *question, view);
}

web::Response again(Call const& call, Draft const& draft, std::string step, Refusal const& refusal) {
  StepView view{.draft = draft, .step = std::move(step), .action = call.request.path, .entered = entered_of(call, refusal), .status = 422};
  if (auto const* question = draft.definition->question(view.step)) view.suggestions = meant_addresses(call, question->id, refusal);
  return step_response(call, view);
}

/// The next page; before the contact, those that may be about the same, once.
std::string path_after(Call const& call, Draft const& draft, std::string_view step) {
  auto const next = step_after(draft, step);
  bool const asks = next == contact_step && draft.alike.empty() && !alike_to(call, draft).empty();
  return step_path(draft, asks ? alike_step : std::string_view{next});
}

}  // namespace

web::Response show_first_question(Call& call) {
  auto const draft = blank_draft(call);
  return step_response(call, {.draft = draft, .step = first_step(draft), .action = call.request.path});
}

web::Response begin_report(Call& call) {
  auto draft = blank_draft(call);
  auto const step = first_step(draft);
  if (auto const* question = draft.definition->question(step)) save_answer(call, draft, *question);
  else save_contact(call, draft);
  auto unit = call.unit();
  begin_draft(unit, draft);
  return kept_on(call, draft, path_after(call, draft, step));
}

web::Response begin_report_again(Call& call, Refusal const& refusal) {
  auto const draft = blank_draft(call);
  return again(call, draft, first_step(draft), refusal);
}

web::Response show_step(Call& call) {
  auto const draft = asked_draft(call);
  if (draft.sent()) return web::see_other(path_when_sent(draft, tracking_secret(call.city, draft.case_id)));
  if (draft.joined()) return web::see_other(public_address(draft.alike));
  auto const step = std::string{call.path_value("step")};
  if (step == alike_step && alike_to(call, draft).empty()) return web::see_other(step_path(draft, contact_step));
  if (step == check_step && first_open_step(draft) != check_step) return web::see_other(step_path(draft, first_open_step(draft)));
  auto const action = step == check_step ? "/reports/" + draft.token + "/submission" : step_path(draft, step);
  return private_page(step_response(call, {.draft = draft, .step = step, .action = action}));
}

web::Response save_step(Call& call) {
  auto draft = asked_draft(call);
  if (draft.sent() || draft.joined())
    throw conflict("draft.sent", _("This report was sent already."), _("Open its page to add something."));
  auto const step = std::string{call.path_value("step")};
  if (auto const* question = draft.definition->question(step)) save_answer(call, draft, *question);
  else if (step == contact_step) save_contact(call, draft);
  else if (step == alike_step) draft.alike = "new";
  else throw not_found();
  auto unit = call.unit();
  save_draft(unit, draft);
  auto const stays = call.request.form.fields.has("remove");
  return kept_on(call, draft, stays ? step_path(draft, step) : path_after(call, draft, step));
}

web::Response save_step_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid) throw refusal;
  return private_page(again(call, asked_draft(call), std::string{call.path_value("step")}, refusal));
}

web::Response submit_report(Call& call) {
  auto draft = asked_draft(call);
  if (draft.joined()) return web::see_other(public_address(draft.alike));
  if (first_open_step(draft) != check_step) return web::see_other(step_path(draft, first_open_step(draft)));
  auto unit = call.unit();
  auto const opened = send_draft(unit, draft);
  auto const path = path_when_sent(draft, opened.secret);
  auto response = web::see_other(draft.sitting.empty() ? path + "?sent=yes" : path);
  forget_unfinished(response, call, draft.token);
  return response;
}

web::Response submit_report_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid) throw refusal;
  return private_page(again(call, asked_draft(call), std::string{check_step}, refusal));
}

web::Response suggest_address_list(Call& call) {
  auto list = Json::array();
  if (auto const near = parse_point(call.request.query.get("near")))
    if (auto const found = name_of_point(call.view(), *near); !found.address.empty()) list.push_back(found.address);
  for (auto const& place : find_places(call.view(), {.typed = call.request.query.get("q")})) list.push_back(place.text);
  auto response = web::json(to_text(list));
  web::cache_for(response, 60);
  return response;
}

}  // namespace cityhall
