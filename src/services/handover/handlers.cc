#include "services/handover/handlers.h"

#include "base/text.h"
#include "kernel/addresses.h"
#include "kernel/cases/actions.h"
#include "kernel/handover/handover.h"
#include "services/handover/pages.h"
#include "web/form.h"

namespace cityhall {
namespace {

using Map = std::map<std::string, std::string>;

struct PartnerForm {
  std::string name;
  std::string way;
  std::string email;
  std::string language;
  std::string endpoint;
  std::string api_key;
  std::string jurisdiction_id;
  std::string service_codes;
  std::string statuses;
  std::string told_statuses;
  bool active = false;
};

web::Form<PartnerForm> partner_form() {
  return {web::field("name", &PartnerForm::name).required().most(120),
          web::field("way", &PartnerForm::way).required().one_of({"mail", "open311"}),
          web::field("email", &PartnerForm::email).most(254),
          web::field("language", &PartnerForm::language).most(10),
          web::field("endpoint", &PartnerForm::endpoint).most(500),
          web::field("api_key", &PartnerForm::api_key).most(500),
          web::field("jurisdiction_id", &PartnerForm::jurisdiction_id).most(120),
          web::field("service_codes", &PartnerForm::service_codes).most(8000).lines(),
          web::field("statuses", &PartnerForm::statuses).most(4000).lines(),
          web::field("told_statuses", &PartnerForm::told_statuses).most(4000).lines(),
          web::field("active", &PartnerForm::active)};
}

/// "pothole = POTHOLE", one on each line.
Map map_of(std::string_view lines, std::string_view field) {
  Map map;
  for (auto const line : split(lines, '\n')) {
    auto const clean = trim(line);
    if (clean.empty()) continue;
    auto const sign = clean.find('=');
    if (sign == std::string_view::npos || trim(clean.substr(0, sign)).empty() || trim(clean.substr(sign + 1)).empty())
      throw invalid_fields({{std::string{field}, "malformed", _("Write each line as: ours = theirs")}});
    map[std::string{trim(clean.substr(0, sign))}] = trim(clean.substr(sign + 1));
  }
  return map;
}

Partner filled(PartnerForm const& form) {
  return {.name = form.name,
          .way = form.way == "open311" ? PartnerWay::open311 : PartnerWay::mail,
          .email = form.email,
          .language = form.language,
          .endpoint = form.endpoint,
          .api_key = form.api_key,
          .jurisdiction_id = form.jurisdiction_id,
          .service_codes = map_of(form.service_codes, "service_codes"),
          .statuses = map_of(form.statuses, "statuses"),
          .told_statuses = map_of(form.told_statuses, "told_statuses"),
          .active = form.active};
}

Partner asked_partner(Call const& call) { return partner(call.view(), PartnerId{parse_id(call.path_value("partner"))}); }

Case case_of(Call const& call) { return case_by_number(call.view(), call.path_value("number")); }

web::Response back_to_case(Call const& call) { return web::see_other(desk_address(call.path_value("number"))); }

}  // namespace

web::Response show_partners(Call& call) { return partners_page(call, {.partners = partners(call.view())}); }
web::Response show_partner(Call& call) { return partner_page(call, {.partner = asked_partner(call)}); }

web::Response save_partner_form(Call& call) {
  auto saved = filled(web::read(partner_form(), call.request.form));
  if (!call.path_value("partner").empty()) saved.id = asked_partner(call).id;
  auto unit = call.unit();
  save_partner(unit, saved);
  return web::see_other("/casework/partners?saved=yes");
}

web::Response partner_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid) throw refusal;
  web::Entered entered{.values = call.request.form.fields, .errors = refusal.fields};
  if (call.path_value("partner").empty())
    return partners_page(call, {.partners = partners(call.view()), .entered = std::move(entered), .status = 422});
  return partner_page(call, {.partner = asked_partner(call), .entered = std::move(entered), .status = 422});
}

web::Response create_handover(Call& call) {
  struct HandoverForm {
    std::string partner;
    std::string message;
  };
  auto const form = web::read(web::Form<HandoverForm>{web::field("partner", &HandoverForm::partner).required().most(20),
                                                      web::field("message", &HandoverForm::message).most(2000).lines()},
                              call.request.form);
  auto report = case_of(call);
  expect_revision(call.view(), report, parse_id(call.request.form.fields.get("revision")));
  auto unit = call.unit();
  hand_over(unit, report, PartnerId{parse_id(form.partner)}, form.message);
  return back_to_case(call);
}

web::Response end_handover(Call& call) {
  auto report = case_of(call);
  auto unit = call.unit();
  take_back(unit, report, HandoverId{parse_id(call.path_value("handover"))});
  return back_to_case(call);
}

}  // namespace cityhall
