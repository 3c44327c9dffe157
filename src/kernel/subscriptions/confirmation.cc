#include "base/json.h"
#include "base/refusal.h"
#include "kernel/accounts/account.h"
#include "kernel/accounts/gate.h"
#include "kernel/city.h"
#include "kernel/notices/notice.h"
#include "kernel/parties/party.h"
#include "kernel/secrets/secrets.h"
#include "kernel/subscriptions/topic_text.h"

namespace cityhall {
namespace {

constexpr auto confirmation_life = std::chrono::hours{7 * 24};

/// Sealed, so that the link itself carries everything: whoever never follows it has left no trace.
std::string token_for(City& city, Wish const& wish, Time now) {
  auto const& topic = wish.topic;
  Json const content{{"k", to_text(topic.kind)}, {"c", topic.request.value},   {"z", topic.zone.value},       {"r", topic.street},
                     {"s", topic.service},       {"y", topic.center.latitude}, {"x", topic.center.longitude}, {"m", topic.radius_m},
                     {"e", wish.email},          {"l", wish.language},         {"t", to_micros(now)}};
  return city.gate().secrets().seal(to_text(content));
}

[[noreturn]] void refuse_link() {
  throw not_found(_("This link is damaged or too old."), _("Ask for a new one: choose again what you want to follow."));
}

}  // namespace

void mail_confirmation(Unit& unit, Wish const& wish, std::string_view network) {
  auto const email = normal_email(wish.email);
  if (!email) throw invalid_fields({{"email", "malformed", _("Enter an e-mail address like name@example.com.")}});
  check_topic(view_of(unit), wish.topic);
  auto& limits = unit.city.gate().limits();
  limits.require("confirmation by address", network, {.burst = 20, .per = std::chrono::minutes{60}});
  limits.require("confirmation for account", *email, {.burst = 5, .per = std::chrono::minutes{60}});
  auto asked = wish;
  asked.email = *email;
  auto const token = token_for(unit.city, asked, unit.now);
  auto const link = unit.city.settings.get()->base_url + "/subscriptions/confirmation/" + token;
  queue_notice(unit, {.template_name = "confirm-subscription",
                      .key = "confirm-subscription/" + token,
                      .email = *email,
                      .language = wish.language,
                      .values = {{"topic", topic_in_words(view_of(unit), wish.topic, wish.language)}, {"link", link}},
                      .secret = true});
}

Wish read_confirmation(City& city, std::string_view token) {
  auto const plain = token.size() > 4000 ? std::nullopt : city.gate().secrets().open(token);
  auto const content = plain ? parse_json(*plain) : Result<Json>{Error{"not sealed by us"}};
  // What mail and other seals hold is JSON, too: only ours has all of this.
  if (!content || !content->is_object() || !content->contains("k") || !content->contains("t") || !content->contains("m")) refuse_link();
  auto const& json = *content;
  if (from_micros(json.at("t").get<std::int64_t>()) + confirmation_life < city.clock().now()) refuse_link();
  return {.topic = {.kind = topic_kind_from(text_of(json, "k")),
                    .request = CaseId{json.at("c").get<std::int64_t>()},
                    .zone = ZoneId{json.at("z").get<std::int64_t>()},
                    .street = text_of(json, "r"),
                    .service = text_of(json, "s"),
                    .center = {json.at("y").get<double>(), json.at("x").get<double>()},
                    .radius_m = json.at("m").get<double>()},
          .email = text_of(json, "e"),
          .language = text_of(json, "l")};
}

PartyId confirm(Unit& unit, Wish const& wish) {
  auto const party = find_or_make_party(unit, {.email = wish.email, .language = wish.language, .verified = true});
  subscribe(unit, party, wish.topic, wish.language);
  return party;
}

}  // namespace cityhall
