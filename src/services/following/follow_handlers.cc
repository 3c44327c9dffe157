#include "services/following/follow_handlers.h"

#include <charconv>

#include "kernel/addresses.h"
#include "kernel/cases/public_case.h"
#include "kernel/subscriptions/subscription.h"
#include "services/following/follow_pages.h"
#include "web/form.h"
#include "web/markup.h"
#include "web/proxies.h"

namespace cityhall {
namespace {

constexpr double metres_per_foot = 0.3048;

struct FollowForm {
  std::string kind;
  std::string zone;
  std::string place;
  int feet = 1000;
  std::string street;
  std::string service;
  std::string email;
  std::string by;
};

bool is_known(Call const& call) { return call.actor.kind == ActorKind::resident && static_cast<bool>(call.actor.party); }

bool wants_feed(Call const& call) { return call.request.form.fields.get("by") == "feed"; }

web::Field<FollowForm> email_field(Call const& call) {
  auto email = web::field("email", &FollowForm::email).most(254).check(web::is_email, _("Enter an e-mail address like name@example.com."));
  return is_known(call) || wants_feed(call) ? std::move(email) : std::move(email).required();
}

web::Form<FollowForm> follow_form(Call const& call) {
  return {web::field("kind", &FollowForm::kind).required().one_of({"zone", "circle", "street", "service"}),
          web::field("zone", &FollowForm::zone).most(20),
          web::field("place", &FollowForm::place).most(200),
          web::field("feet", &FollowForm::feet).least(200).most(6500),
          web::field("street", &FollowForm::street).most(200),
          web::field("service", &FollowForm::service).most(64),
          web::field("by", &FollowForm::by).one_of({"mail", "feed"}),
          email_field(call)};
}

Point located(Call const& call, std::string const& text) {
  if (text.empty()) throw invalid_fields({{"place", "required", _("Give the nearest address.")}});
  auto const place = locate(call.view(), {.address = text});
  if (!place.point) throw invalid_fields({{"place", "unknown", _("We do not know this place. Give an address in the city.")}});
  return *place.point;
}

Interest topic_from(Call const& call, FollowForm const& form) {
  Interest topic{.service = form.service};
  if (form.kind == "zone") {
    topic.kind = InterestKind::zone;
    topic.zone = ZoneId{parse_id(form.zone)};
  } else if (form.kind == "street") {
    topic.kind = InterestKind::street;
    topic.street = form.street;
  } else if (form.kind == "circle") {
    topic.kind = InterestKind::circle;
    topic.center = located(call, form.place);
    topic.radius_m = form.feet * metres_per_foot;
  } else {
    topic.kind = InterestKind::service;
  }
  return topic;
}

struct FollowWish {
  FollowForm form{};
  Interest topic{};
};

/// Every fault at once: of the fields, and of what they mean.
FollowWish read_wish(Call const& call) {
  auto reading = web::try_read(follow_form(call), call.request.form);
  auto& errors = reading.entered.errors;
  try {
    auto topic = topic_from(call, reading.value);
    check_topic(call.view(), topic);
    if (errors.empty()) return {std::move(reading.value), std::move(topic)};
  } catch (Refusal const& refusal) {
    if (refusal.kind != RefusalKind::invalid) throw;
    errors.insert(errors.end(), refusal.fields.begin(), refusal.fields.end());
  }
  throw invalid_fields(std::move(errors));
}

/// The list of the same, which has its feeds.
std::string list_of(FollowForm const& form) {
  auto const of = [&](std::string_view kind, std::string const& value) { return form.kind == kind ? value : std::string{}; };
  return web::with_query("/requests", {{"zone", of("zone", form.zone)},
                                       {"near", of("circle", form.place)},
                                       {"feet", of("circle", std::to_string(form.feet))},
                                       {"street", of("street", form.street)},
                                       {"service", form.service}}) +
         "#feeds";
}

/// True when it counts at once; else a link is on its way.
bool follow_topic(Call& call, Interest const& topic, std::string const& email) {
  auto unit = call.unit();
  if (is_known(call)) {
    subscribe(unit, call.actor.party, topic, call.language);
    return true;
  }
  mail_confirmation(unit, {.topic = topic, .email = email, .language = call.language}, web::network_of(call.request.remote_address));
  return false;
}

FollowView follow_view(Call const& call, web::Entered entered) {
  return {.known = is_known(call),
          .sent = call.request.query.get("sent") == "yes",
          .confirmed = call.request.query.get("confirmed") == "yes",
          .entered = std::move(entered)};
}

web::Response request_response(Call const& call, web::Entered entered, int status) {
  auto const report = public_case(call.view(), call.path_value("number"));
  return follow_request_page(call, report, {.known = is_known(call), .entered = std::move(entered)}, status);
}

}  // namespace

web::Response show_follow(Call& call) { return follow_page(call, follow_view(call, {.values = call.request.query})); }

web::Response create_subscription(Call& call) {
  auto const [form, topic] = read_wish(call);
  if (form.by == "feed") return web::see_other(list_of(form));
  bool const follows = follow_topic(call, topic, form.email);
  return web::see_other(follows ? "/my-requests?followed=yes" : "/follow?sent=yes");
}

web::Response follow_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid) throw refusal;
  return follow_page(call, follow_view(call, {.values = call.request.form.fields, .errors = refusal.fields}), 422);
}

web::Response show_follow_request(Call& call) { return request_response(call, {}, 200); }

web::Response follow_request(Call& call) {
  auto const report = public_case(call.view(), call.path_value("number"));
  auto const form = web::read(web::Form<FollowForm>{email_field(call)}, call.request.form);
  bool const follows = follow_topic(call, {.request = report.id}, form.email);
  return web::see_other(public_address(report.number) + (follows ? "?followed=yes" : "?followed=mail"));
}

web::Response follow_request_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid) throw refusal;
  return request_response(call, {.values = call.request.form.fields, .errors = refusal.fields}, 422);
}

web::Response show_confirmation(Call& call) {
  auto const wish = read_confirmation(call.city, call.path_value("token"));
  return confirmation_page(call, topic_in_words(call.view(), wish.topic, call.language));
}

web::Response confirm_subscription(Call& call) {
  auto const wish = read_confirmation(call.city, call.path_value("token"));
  auto unit = call.unit();
  confirm(unit, wish);
  return web::see_other("/follow?confirmed=yes");
}

}  // namespace cityhall
