#include "services/issues/alike_handlers.h"

#include "base/crypto.h"
#include "kernel/addresses.h"
#include "kernel/subscriptions/subscription.h"
#include "services/issues/alike_pages.h"
#include "web/proxies.h"

namespace cityhall {
namespace {

struct JoinForm {
  std::string email;
};

std::string_view number_of(Call const& call) {
  auto const given = call.request.form.fields.get("number");
  return given.empty() ? call.request.query.get("number") : given;
}

/// Only what was offered can be joined.
PublicCase offered(Call const& call, Draft const& draft) {
  for (auto& found : alike_to(call, draft))
    if (found.report.number == number_of(call)) return std::move(found.report);
  throw not_found(_("This request is closed by now, or it is not near your place."), _("Go back and send your own report."));
}

std::string joined_path(Draft const& draft, bool mailed) {
  return public_address(draft.alike) + (mailed ? "?followed=mail" : "?followed=yes");
}

web::Response joining_response(Call const& call, web::Entered entered, int status) {
  auto const draft = asked_draft(call);
  if (draft.joined()) return web::see_other(joined_path(draft, false));
  auto const report = offered(call, draft);
  auto response = joining_page(call,
                               {.draft = draft,
                                .step = std::string{alike_step},
                                .action = "/reports/" + draft.token + "/joining",
                                .entered = std::move(entered),
                                .status = status},
                               report);
  web::no_store(response);
  return response;
}

Support support_from(Call const& call, Draft const& draft) {
  Support by{.supporter = "draft/" + sha256_hex(draft.token), .language = draft.language, .words = description_of(draft)};
  if (call.actor.kind == ActorKind::resident) by.party = call.actor.party;
  for (auto const& file : draft.files) by.files.push_back(file.file);
  return by;
}

}  // namespace

std::vector<ProbableDuplicate> alike_to(Call const& call, Draft const& draft) {
  if (!draft.definition->dedupe.follow) return {};
  auto const place = place_of(draft);
  auto const answers = to_text(draft.answers);
  auto const words = description_of(draft);
  auto const nobody = Actor{};  // staff on this page see what everybody sees
  return probable_duplicates({call.city, call.reader, nobody}, {*draft.definition, place, answers, words}, call.now);
}

web::Response show_joining(Call& call) { return joining_response(call, {}, 200); }

web::Response join_request(Call& call) {
  auto draft = asked_draft(call);
  if (draft.joined()) return web::see_other(joined_path(draft, false));
  if (draft.sent()) throw conflict("draft.sent", _("This report was sent already."), _("Open its page to add something."));
  auto const report = offered(call, draft);
  auto const form =
      web::read(web::Form<JoinForm>{web::field("email", &JoinForm::email)
                                        .most(254)
                                        .check(web::is_email, _("Enter an e-mail address like name@example.com, or leave it empty."))},
                call.request.form);
  auto unit = call.unit();
  support(unit, load_case(call.view(), report.id), support_from(call, draft));
  bool const mails = call.actor.kind != ActorKind::resident && !form.email.empty();
  if (mails)
    mail_confirmation(unit, {.topic = {.request = report.id}, .email = form.email, .language = draft.language},
                      web::network_of(web::network_of(call.request.remote_address)));
  draft.alike = report.number;
  save_draft(unit, draft);
  auto response = web::see_other(joined_path(draft, mails));
  forget_unfinished(response, call, draft.token);
  return response;
}

web::Response join_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid) throw refusal;
  return joining_response(call, {.values = call.request.form.fields, .errors = refusal.fields}, 422);
}

}  // namespace cityhall
