#include "services/admin/keys_handlers.h"

#include "services/admin/keys_pages.h"

namespace cityhall {
namespace {

web::Form<NewApiKey> key_form() {
  return {web::field("label", &NewApiKey::label).required().most(100),
          web::field("contact", &NewApiKey::contact)
              .required()
              .most(254)
              .check(web::is_email, _("Enter an e-mail address like name@example.com.")),
          web::field("scopes", &NewApiKey::scopes).required(),
          web::field("requests_per_minute", &NewApiKey::requests_per_minute).required().least(1).most(60'000)};
}

}  // namespace

web::Response show_keys(Call& call) { return keys_page(call, {.keys = api_keys(call.view())}); }

web::Response create_key(Call& call) {
  auto const key = web::read(key_form(), call.request.form);
  auto unit = call.unit();
  return key_text_page(call, key.label, create_api_key(unit, key).text);
}

web::Response keys_again(Call& call, Refusal const& refusal) {
  return keys_page(call, {.keys = api_keys(call.view()), .told = told_of(call, refusal)});
}

web::Response disable_key(Call& call) {
  auto unit = call.unit();
  disable_api_key(unit, ApiKeyId{parse_id(call.path_value("key"))});
  return saved("/admin/keys");
}

}  // namespace cityhall
