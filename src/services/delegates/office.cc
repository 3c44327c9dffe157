#include "services/delegates/office.h"

#include "base/text.h"
#include "kernel/accounts/api_key.h"
#include "kernel/city.h"
#include "kernel/delegates/enlist.h"
#include "services/delegates/office_pages.h"

namespace cityhall::delegates {
namespace {

struct DelegationForm {
  std::string email, name, organisation, source, course, active;
  std::vector<std::string> services, zones;
  std::int64_t revision = 0;
};

web::Form<DelegationForm> delegation_form() {
  return {web::field("email", &DelegationForm::email).most(254),          web::field("name", &DelegationForm::name).required().most(200),
          web::field("organisation", &DelegationForm::organisation).most(200), web::field("source", &DelegationForm::source).most(40),
          web::field("course", &DelegationForm::course).most(80),         web::field("active", &DelegationForm::active).most(5),
          web::field("services", &DelegationForm::services),              web::field("zones", &DelegationForm::zones),
          web::field("revision", &DelegationForm::revision)};
}

DelegationId asked(Call const& call) { return DelegationId{parse_id(call.path_value("delegation"))}; }

Delegation typed(Call const& call, DelegationForm const& form) {
  Delegation one{.id = asked(call),
                 .name = form.name,
                 .email = form.email,
                 .organisation = form.organisation,
                 .source = form.source,
                 .services = form.services,
                 .course = form.course,
                 .active = form.active == "yes",
                 .revision = form.revision};
  for (auto const& zone : form.zones) one.zones.push_back(ZoneId{parse_id(zone)});
  if (!one.id) one.active = true;
  return one;
}

DelegationView view_of_delegation(Call const& call, DelegationId id) {
  DelegationView view{.courses = courses(call.view())};
  if (!id) return view;
  view.delegation = delegation_by_id(call.view(), id);
  view.training = training_of(call.view(), view.delegation.account);
  view.keys = keys_of(call.view(), id).size();
  return view;
}

std::string notice_of(Call const& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid && refusal.kind != RefusalKind::conflict) throw refusal;
  return refusal.code == "form.invalid" ? std::string{} : call.text(refusal.message) + " " + call.text(refusal.fix);
}

std::string path_of(DelegationId id) { return std::string{office_path} + "/" + to_text(id); }

}  // namespace

web::Response show_delegations(Call& call) { return delegations_page(call, delegations(call.view())); }
web::Response show_new_delegation(Call& call) { return delegation_page(call, view_of_delegation(call, {})); }
web::Response show_delegation(Call& call) { return delegation_page(call, view_of_delegation(call, asked(call))); }

web::Response write_delegation(Call& call) {
  auto const form = web::read(delegation_form(), call.request.form);
  auto unit = call.unit();
  auto const id = enlist(unit, typed(call, form));
  return web::see_other(web::with_query(path_of(id), {{"saved", "yes"}}));
}

web::Response write_delegation_again(Call& call, Refusal const& refusal) {
  auto view = view_of_delegation(call, asked(call));
  view.notice = notice_of(call, refusal);
  view.entered = {.values = call.request.form.fields, .errors = refusal.fields};
  return delegation_page(call, view, refusal.kind == RefusalKind::conflict ? 409 : 422);
}

web::Response make_key(Call& call) {
  auto unit = call.unit();
  auto view = view_of_delegation(call, asked(call));
  auto const made = create_api_key(unit, {.label = view.delegation.organisation + " (" + view.delegation.source + ")",
                                          .contact = view.delegation.email,
                                          .scopes = {"open311.submit"},
                                          .requests_per_minute = 120});
  lend_key(unit, view.delegation.id, made.id);
  view.key = made.text;
  ++view.keys;
  auto response = delegation_page(call, view);
  response.compress = false;
  return response;
}

web::Response show_courses(Call& call) { return courses_page(call, {.courses = courses(call.view())}); }

web::Response write_course(Call& call) {
  auto const files = call.request.form.files_of("document");
  if (files.empty()) throw invalid_fields({{"document", "required", _("Choose a course file.")}});
  auto unit = call.unit();
  save_course(unit, call.request.form.fields.get("language"), files.front()->bytes);
  return web::see_other("/admin/courses?saved=yes");
}

web::Response write_course_again(Call& call, Refusal const& refusal) {
  auto const notice = notice_of(call, refusal);
  return courses_page(call, {.courses = courses(call.view()),
                             .entered = {.values = call.request.form.fields, .errors = refusal.fields},
                             .notice = notice},
                      422);
}

}  // namespace cityhall::delegates
