#include "kernel/subscriptions/subscribers.h"

#include <algorithm>
#include <set>

#include "base/json.h"
#include "base/text.h"
#include "kernel/addresses.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/public_rows.h"
#include "kernel/cases/screening.h"
#include "kernel/city.h"
#include "kernel/definitions/definition.h"
#include "kernel/definitions/evaluate.h"
#include "kernel/notices/hold.h"
#include "kernel/notices/notice.h"
#include "kernel/notices/way_out.h"
#include "kernel/places/address_text.h"

namespace cityhall {
namespace {

Sighting sighting_of(Case const& report, Place const& place) {
  Sighting sighting{.service = report.service, .streets = streets_of(place.address), .point = place.point};
  if (!place.empty()) sighting.zones = report.zones;
  return sighting;
}

/// People who hear of this request in another way.
std::set<PartyId> told_otherwise(View const& view, Case const& report) {
  std::set<PartyId> parties{report.reporter};
  for (auto const& follower : followers_of(view, report.id)) parties.insert(follower.party);
  return parties;
}

/// As the event left it: the request may have moved on before its followers are told.
std::string state_after(Case const& report, Json const& data, std::string_view language) {
  auto const to = text_of(data, "to");
  auto const* state = report.definition->workflow.state(to.empty() ? text_of(data, "state") : to);
  return std::string{state == nullptr ? state_label(report, language) : public_label(*state, language)};
}

/// What happened, read once for all who are told.
struct News {
  Event const& event;
  Case const& report;
  Place place;  // as the public sees it
  Json data;    // of the event
  std::string message{};
};

News news_of(Event const& event, Case const& report) {
  auto parsed = parse_json(event.data);
  News news{.event = event,
            .report = report,
            .place = published_place(*report.definition, report.place),
            .data = parsed ? std::move(*parsed) : Json::object()};
  news.message = without_contacts(text_of(news.data, "message"));
  return news;
}

NewNotice notice_for(Unit& unit, News const& news, Subscription const& subscription) {
  auto& city = unit.city;
  auto const& report = news.report;
  auto const& language = subscription.language;
  return {.template_name = "followed-area",
          .key = to_text(news.event.id) + "/followed-area/" + to_text(subscription.party),
          .party = subscription.party,
          .language = language,
          .case_id = report.id,
          .values = {{"title", std::string{title_of(report, language)}},
                     {"number", report.number},
                     {"state", state_after(report, news.data, language)},
                     {"place", news.place.address},
                     {"message", news.message},
                     {"topic", topic_in_words(view_of(unit), subscription.topic, language)},
                     {"link", city.settings.get()->base_url + public_address(report.number)},
                     {"unsubscribe", unsubscribe_url(city, {.party = subscription.party, .subscription = subscription.id})},
                     {"unsubscribe_all", unsubscribe_url(city, {.party = subscription.party})}},
          .bundle = true};
}

}  // namespace

void tell_subscribers(Unit& unit, Event const& event) {
  if (!event.subject.case_id) return;
  auto const view = view_of(unit);
  auto const report = load_case(view, event.subject.case_id);
  if (report.channel == Channel::import || !is_public_case(view, report.id)) return;
  // What can still be undone is not told yet; what was undone, never.
  auto const hold = mail_hold_of(view, event.id);
  if (hold && hold->silent) return;
  auto told = told_otherwise(view, report);
  auto const news = news_of(event, report);
  for (auto const& subscription : subscriptions_for(view, sighting_of(report, news.place)))
    if (told.insert(subscription.party).second && !wants_no_mail(view, subscription.party, {})) {
      auto notice = notice_for(unit, news, subscription);
      if (hold) notice.not_before = hold->until;
      queue_notice(unit, notice);
    }
}

}  // namespace cityhall
