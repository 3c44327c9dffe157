#include "services/telephony/hook_parts.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/json.h"
#include "base/refusal.h"
#include "kernel/interactions/interaction.h"
#include "services/telephony/hooks.h"

namespace cityhall {
namespace telephony {

Actor hook_actor(Channel channel) {
  auto actor = system_actor("telephone");
  actor.channel = channel;
  return actor;
}

TelephonyAccount account_of(Call const& call) {
  auto account = telephony_account(call.view());
  if (!account) throw not_found();
  return std::move(*account);
}

std::string hook_id(Call const& call, std::string_view field) {
  auto const id = call.request.form.fields.get(field);
  bool const fits = !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '-';
  });
  if (!fits) throw invalid("hook.incomplete", _("The hook lacks {field}.").with("field", std::string{field}));
  return std::string{id};
}

web::Response twiml(std::string text) { return web::xml(std::move(text)); }

std::string words(Call const& call, Conversation const& talk, Message const& message) {
  return call.city.translations().text(message, talk.language.empty() ? call.language : talk.language);
}

std::string_view result_of(Conversation const& talk, std::string_view otherwise) {
  auto const memory = parse_json(talk.memory);
  auto const result = memory && memory->is_object() ? text_of(*memory, "result") : std::string{};
  auto const* code = wrap_up_from(result);
  return code == nullptr ? otherwise : code->code;
}

}  // namespace telephony

void check_provider_signature(Call const& call) {
  auto const account = telephony::account_of(call);
  standards::HookFields fields;
  for (auto const& field : call.request.form.fields) fields.emplace_back(field.name, field.value);
  // The public address, as the provider was told it: behind a proxy the request itself has another one. Some sign it with its port.
  auto const settings = call.city.settings.get();
  auto const& base = settings->base_url;
  auto const given = call.request.header("X-Twilio-Signature");
  auto const fits = [&](std::string const& address) {
    return equal_secrets(standards::hook_signature(account.token, address + call.request.target, fields), given);
  };
  auto const with_port = base + (base.starts_with("https://") ? ":443" : ":80");
  if (account.token.empty() || (!fits(base) && !fits(with_port)))
    throw forbidden("hook.signature", _("This web hook is not signed by the telephone provider."),
                    _("Compare the token and the address of the city with what the provider has."));
}

}  // namespace cityhall
