#include "services/following/my_handlers.h"

#include "base/json.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/own_cases.h"
#include "kernel/parties/party.h"
#include "kernel/telephony/texts.h"
#include "services/following/my_pages.h"
#include "web/form.h"

namespace cityhall {
namespace {

constexpr std::size_t shown_most = 200;

std::string language_of(Call const& call) {
  auto const party = party_by_id(call.view(), call.actor.party);
  return party && !party->language.empty() ? party->language : call.language;
}

MyView my_view(Call const& call) {
  auto const view = call.view();
  MyView mine{.requests = own_cases(view, shown_most),
              .just_followed = call.request.query.get("followed") == "yes",
              .saved = call.request.query.get("saved") == "yes"};
  if (!call.actor.party) return mine;
  mine.followed = followed_cases(view, shown_most);
  for (auto& subscription : subscriptions_of(view, call.actor.party)) {
    if (!subscription.id) continue;
    auto words = topic_in_words(view, subscription.topic, call.language);
    mine.topics.push_back({std::move(subscription), std::move(words)});
  }
  mine.pace = pace_of(view, call.actor.party);
  mine.language = language_of(call);
  mine.stopped = wants_no_mail(view, call.actor.party, {});
  if (auto const party = party_by_id(view, call.actor.party); party && sends_texts(view)) mine.phone = party->phone;
  mine.texts = !mine.phone.empty() && preferred_phone(view, call.actor.party).has_value();
  return mine;
}

struct SettingsForm {
  std::string pace;
  std::string language;
  bool mails = false;
  bool texts = false;
};

void require_party(Call const& call) {
  if (!call.actor.party) throw forbidden("party.none", _("This page is for residents."), _("Sign in with your own e-mail address."));
}

Json request_json(PublicCase const& report) {
  Json out{{"number", report.number},
           {"service", report.service},
           {"status", to_text(report.status)},
           {"state", report.state},
           {"description", report.description},
           {"address", report.place.address},
           {"opened_at", to_rfc3339(report.opened_at)}};
  if (report.closed_at) out["closed_at"] = to_rfc3339(*report.closed_at);
  return out;
}

Json requests_json(std::vector<PublicCase> const& requests) {
  auto list = Json::array();
  for (auto const& report : requests) list.push_back(request_json(report));
  return list;
}

}  // namespace

web::Response show_my_requests(Call& call) { return my_requests_page(call, my_view(call)); }

web::Response save_my_settings(Call& call) {
  require_party(call);
  auto const languages = call.city.settings.get()->languages;
  auto const form =
      web::read(web::Form<SettingsForm>{web::field("pace", &SettingsForm::pace).required().one_of({"each", "hourly", "daily"}),
                                        web::field("language", &SettingsForm::language).required().one_of(languages),
                                        web::field("mails", &SettingsForm::mails), web::field("texts", &SettingsForm::texts)},
                call.request.form);
  auto unit = call.unit();
  set_pace(unit, call.actor.party, pace_from(form.pace));
  set_language(unit, call.actor.party, form.language);
  if (auto const party = party_by_id(call.view(), call.actor.party); party && sends_texts(call.view()))
    prefer_texts(unit, party->id, form.texts ? party->phone : std::string{});
  if (form.mails) resume_mails(unit, call.actor.party);
  return web::see_other("/my-requests?saved=yes");
}

web::Response end_my_subscription(Call& call) {
  require_party(call);
  auto unit = call.unit();
  end_subscription(unit, call.actor.party, SubscriptionId{parse_id(call.path_value("subscription"))});
  return web::see_other("/my-requests");
}

web::Response end_my_following(Call& call) {
  require_party(call);
  auto const id = case_id_by_number(call.view(), call.path_value("number"));
  if (!id) throw not_found();
  auto unit = call.unit();
  unfollow(unit, *id, call.actor.party);
  withdraw_waiting(unit, {.party = call.actor.party, .request = *id});
  return web::see_other("/my-requests");
}

web::Response download_my_data(Call& call) {
  require_party(call);
  auto const party = party_by_id(call.view(), call.actor.party);
  auto const mine = my_view(call);
  Json data{{"requests", requests_json(mine.requests)},
            {"followed", requests_json(mine.followed)},
            {"subscriptions", Json::array()},
            {"mails", {{"pace", to_text(mine.pace)}, {"language", mine.language}, {"stopped", mine.stopped}}}};
  if (party) data["person"] = {{"name", party->name}, {"email", party->email}, {"phone", party->phone}};
  for (auto const& topic : mine.topics)
    data["subscriptions"].push_back({{"topic", topic.words}, {"since", to_rfc3339(topic.subscription.since)}});
  auto response = web::json(to_text(data));
  web::set_download_name(response, "my-requests.json");
  web::no_store(response);
  return response;
}

}  // namespace cityhall
