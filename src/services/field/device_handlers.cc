#include "services/field/device_handlers.h"

#include "base/json.h"
#include "base/refusal.h"
#include "services/field/push.h"

namespace cityhall {
namespace {

Json subscription_of(Call const& call) {
  auto parsed = parse_json(call.request.body.bytes());
  if (!parsed || !parsed->is_object()) throw invalid("push.malformed", _("This is no subscription of a browser."));
  return std::move(*parsed);
}

}  // namespace

web::Response create_push_device(Call& call) {
  auto const sent = subscription_of(call);
  auto const keys = sent.contains("keys") && sent.at("keys").is_object() ? sent.at("keys") : Json::object();
  auto unit = call.unit();
  add_push_device(unit,
                  {.endpoint = text_of(sent, "endpoint"),
                   .point = text_of(keys, "p256dh"),
                   .secret = text_of(keys, "auth"),
                   .session_token_hash = call.session_token_hash},
                  call.language);
  return web::no_content();
}

web::Response delete_push_device(Call& call) {
  auto const sent = subscription_of(call);
  auto unit = call.unit();
  remove_push_device(unit, text_of(sent, "endpoint"));
  return web::no_content();
}

}  // namespace cityhall
