#include <algorithm>

#include "base/refusal.h"
#include "kernel/cases/case.h"
#include "kernel/jobs/job_runs.h"
#include "kernel/parties/party.h"
#include "services/api/casework.h"

namespace cityhall {

using namespace web;

namespace {

std::string_view interest_word(InterestKind kind) {
  switch (kind) {
    case InterestKind::zone: return "zone";
    case InterestKind::circle: return "circle";
    case InterestKind::street: return "street";
    case InterestKind::service: return "service";
    default: return "request";
  }
}

using Codes = std::map<std::string, std::string>;

std::vector<api::Pairing> ours_first(Codes const& codes) {
  std::vector<api::Pairing> list;
  for (auto const& [ours, theirs] : codes) list.push_back({ours, theirs});
  return list;
}
std::vector<api::Pairing> theirs_first(Codes const& codes) {
  std::vector<api::Pairing> list;
  for (auto const& [theirs, ours] : codes) list.push_back({ours, theirs});
  return list;
}

}  // namespace

Record<Partner> const& answer_record(Partner const*) {
  using P = Partner;
  static Record<P> const record{
      "Partner",
      {member("id", &P::id), member("name", &P::name),
       told<P>("way", [](P const& one) { return std::string{to_text(one.way)}; }).one_of({"mail", "open311"}), member("email", &P::email),
       member("language", &P::language), member("endpoint", &P::endpoint), member("jurisdiction_id", &P::jurisdiction_id),
       told<P>("service_codes", [](P const& one) { return ours_first(one.service_codes); }),
       told<P>("statuses", [](P const& one) { return theirs_first(one.statuses); }).says("What theirs mean here."),
       told<P>("told_statuses", [](P const& one) { return ours_first(one.told_statuses); }).says("What they are told of ours."),
       member("active", &P::active), member("fault", &P::poll_fault).says("What went wrong when it was last asked.")}};
  return record;
}

Record<PreparedReply> const& answer_record(PreparedReply const*) {
  using R = PreparedReply;
  static Record<R> const record{
      "PreparedReply",
      {told<R>("id", [](R const& one) { return std::to_string(one.id); }), member("title", &R::title), member("service", &R::service),
       member("queue", &R::queue), member("language", &R::language), member("text", &R::text), member("uses", &R::uses)}};
  return record;
}

Record<Subscription> const& answer_record(Subscription const*) {
  using S = Subscription;
  static Record<S> const record{
      "Subscription",
      {member("id", &S::id), member("party", &S::party),
       told<S>("kind", [](S const& one) { return std::string{interest_word(one.topic.kind)}; })
           .one_of({"request", "zone", "circle", "street", "service"}),
       told<S>("case", [](S const& one) { return one.topic.request; }), told<S>("zone", [](S const& one) { return one.topic.zone; }),
       told<S>("street", [](S const& one) { return one.topic.street; }), told<S>("service", [](S const& one) { return one.topic.service; }),
       told<S>("latitude", [](S const& one) { return one.topic.center.latitude; }),
       told<S>("longitude", [](S const& one) { return one.topic.center.longitude; }),
       told<S>("radius_m", [](S const& one) { return one.topic.radius_m; }), member("language", &S::language), member("since", &S::since)}};
  return record;
}

namespace api {
namespace {

PartnerId partner_in(Call const& call) { return PartnerId{parse_id(call.path_value("partner"))}; }

ListPage<Partner> list_partners(Call& call) { return {.items = partners(call.view())}; }
Partner show_partner(Call& call) { return partner(call.view(), partner_in(call)); }

/// What the body says nothing of stays.
void take(Codes& codes, std::optional<std::vector<Pairing>> const& pairs, std::string Pairing::*key, std::string Pairing::*value) {
  if (!pairs) return;
  codes.clear();
  for (auto const& pair : *pairs) codes[pair.*key] = pair.*value;
}

Partner written_partner(PartnerBody const& body, Partner partner) {
  partner.name = body.name;
  partner.way = body.way == "open311" ? PartnerWay::open311 : PartnerWay::mail;
  partner.email = body.email;
  partner.language = body.language;
  partner.endpoint = body.endpoint;
  partner.api_key = body.api_key;
  partner.jurisdiction_id = body.jurisdiction_id;
  take(partner.service_codes, body.service_codes, &Pairing::ours, &Pairing::theirs);
  take(partner.statuses, body.statuses, &Pairing::theirs, &Pairing::ours);
  take(partner.told_statuses, body.told_statuses, &Pairing::ours, &Pairing::theirs);
  partner.active = body.active;
  return partner;
}

Created<Partner> create_partner(Call& call, PartnerBody const& body) {
  auto unit = call.unit();
  auto const id = save_partner(unit, written_partner(body, {}));
  return {partner(view_of(unit), id), "/api/v1/partners/" + to_text(id)};
}
Partner put_partner(Call& call, PartnerBody const& body) {
  auto const before = show_partner(call);
  auto unit = call.unit();
  save_partner(unit, written_partner(body, before));
  return partner(view_of(unit), before.id);
}

PreparedReply asked_reply(Call const& call) {
  auto found = prepared_reply(call.view(), parse_id(call.path_value("reply")));
  if (!found) throw not_found();
  return std::move(*found);
}
ListPage<PreparedReply> list_prepared_replies(Call& call) { return {.items = prepared_replies(call.view())}; }
PreparedReply show_prepared_reply(Call& call) { return asked_reply(call); }

PreparedReply written_reply(ReplyTemplateBody const& body, std::int64_t id) {
  return {.id = id, .title = body.title, .service = body.service, .queue = body.queue, .language = body.language, .text = body.text};
}
Created<PreparedReply> create_prepared_reply(Call& call, ReplyTemplateBody const& body) {
  auto unit = call.unit();
  auto const id = save_prepared_reply(unit, written_reply(body, 0));
  return {prepared_reply(view_of(unit), id).value(), "/api/v1/prepared-replies/" + std::to_string(id)};
}
PreparedReply put_prepared_reply(Call& call, ReplyTemplateBody const& body) {
  auto const before = asked_reply(call);
  auto unit = call.unit();
  save_prepared_reply(unit, written_reply(body, before.id));
  return prepared_reply(view_of(unit), before.id).value();
}
void remove_prepared_reply(Call& call) {
  auto const before = asked_reply(call);
  auto unit = call.unit();
  delete_prepared_reply(unit, before.id);
}

PartyId subscriber_in(Call const& call) {
  PartyId const id{parse_id(call.path_value("party"))};
  if (!party_by_id(call.view(), id)) throw not_found();
  return id;
}
ListPage<Subscription> list_subscriptions(Call& call) { return {.items = subscriptions_of(call.view(), subscriber_in(call))}; }

InterestKind interest_kind(std::string_view word) {
  for (auto const kind : {InterestKind::zone, InterestKind::circle, InterestKind::street, InterestKind::service})
    if (word == interest_word(kind)) return kind;
  return InterestKind::request;
}

void create_subscription(Call& call, SubscriptionBody const& body) {
  auto const party = subscriber_in(call);
  Interest topic{.kind = interest_kind(body.kind), .zone = body.zone, .street = body.street, .service = body.service,
                 .radius_m = body.radius_m};
  if (topic.kind == InterestKind::request) topic.request = case_by_number(call.view(), body.number).id;
  if (body.latitude && body.longitude) topic.center = {*body.latitude, *body.longitude};
  auto unit = call.unit();
  subscribe(unit, party, topic, body.language.empty() ? call.city.settings.get()->default_language() : body.language);
}
void remove_subscription(Call& call) {
  auto const party = subscriber_in(call);
  auto unit = call.unit();
  end_subscription(unit, party, SubscriptionId{parse_id(call.path_value("subscription"))});
}

ListPage<JobAnswer> list_jobs(Call& call) {
  auto const failed = failed_jobs(call.view());
  ListPage<JobAnswer> page;
  for (auto const& module : call.around.modules)
    for (auto const& job : module.jobs) {
      JobAnswer answer{.name = std::string{job.name}, .every_seconds = job.every.count(), .module = std::string{module.name}};
      auto const found = std::find_if(failed.begin(), failed.end(), [&](FailedJob const& one) { return one.name == job.name; });
      if (found != failed.end()) {
        answer.failed_at = found->last_run;
        answer.error = found->error;
      }
      page.items.push_back(std::move(answer));
    }
  return page;
}

}  // namespace

Record<Pairing> const& body_record(Pairing const*) {
  static Record<Pairing> const record{"Pairing",
                                      {member("ours", &Pairing::ours).required().least(1).most(120),
                                       member("theirs", &Pairing::theirs).required().least(1).most(120)}};
  return record;
}
Record<PartnerBody> const& body_record(PartnerBody const*) {
  using B = PartnerBody;
  static Record<B> const record{
      "PartnerInput",
      {member("name", &B::name).required().least(1).most(100), member("way", &B::way).one_of({"mail", "open311"}),
       member("email", &B::email).most(254), member("language", &B::language).most(20), member("endpoint", &B::endpoint).most(300),
       member("api_key", &B::api_key).most(300).says("Never told again; empty: stays as it is."),
       member("jurisdiction_id", &B::jurisdiction_id).most(200),
       member("service_codes", &B::service_codes).most(500).says("Our services and theirs; a star stands for all others of ours."),
       member("statuses", &B::statuses).most(100).says("What theirs mean here."),
       member("told_statuses", &B::told_statuses).most(100).says("What they are told of our outcomes, our states, and of reopen."),
       member("active", &B::active)}};
  return record;
}
Record<ReplyTemplateBody> const& body_record(ReplyTemplateBody const*) {
  using B = ReplyTemplateBody;
  static Record<B> const record{
      "PreparedReplyInput",
      {member("title", &B::title).required().least(1).most(100), member("service", &B::service).most(80),
       member("queue", &B::queue).most(80), member("language", &B::language).required().least(2).most(20),
       member("text", &B::text).required().least(1).lines().most(4000).says("Placeholders in braces: {number}, {title}, {place} …")}};
  return record;
}
Record<SubscriptionBody> const& body_record(SubscriptionBody const*) {
  using B = SubscriptionBody;
  static Record<B> const record{
      "NewSubscription",
      {member("kind", &B::kind).required().one_of({"request", "zone", "circle", "street", "service"}),
       member("number", &B::number).most(40).says("Of a request."), member("zone", &B::zone), member("street", &B::street).most(200),
       member("service", &B::service).most(80).says("Narrows an area or street to one service."),
       member("latitude", &B::latitude).least(-90).most(90), member("longitude", &B::longitude).least(-180).most(180),
       member("radius_m", &B::radius_m).least(50).most(2000), member("language", &B::language).most(20)}};
  return record;
}
Record<JobAnswer> const& answer_record(JobAnswer const*) {
  using A = JobAnswer;
  static Record<A> const record{"Job",
                                {member("name", &A::name), member("module", &A::module), member("every_seconds", &A::every_seconds),
                                 member("failed_at", &A::failed_at).says("When it ran last, where that went wrong; else null."),
                                 member("error", &A::error)}};
  return record;
}

std::vector<Route> helper_routes() {
  using enum Method;
  constexpr std::string_view partners_group = "Partners";
  constexpr std::string_view replies = "Prepared replies";
  constexpr std::string_view following = "Subscriptions";
  return {
      endpoint<list_partners>(GET, "/api/v1/partners", "casework.rules", {partners_group, _("Bodies that take requests from the city")}),
      endpoint<create_partner>(POST, "/api/v1/partners", "casework.rules", {partners_group, _("Add a partner")}),
      endpoint<show_partner>(GET, "/api/v1/partners/{partner}", "casework.rules", {partners_group, _("One partner, without its key")}),
      endpoint<put_partner>(PUT, "/api/v1/partners/{partner}", "casework.rules", {partners_group, _("Change a partner")}),
      endpoint<list_prepared_replies>(GET, "/api/v1/prepared-replies", "issues.read", {replies, _("Replies that the city sends often")}),
      endpoint<create_prepared_reply>(POST, "/api/v1/prepared-replies", "casework.rules", {replies, _("Write a prepared reply")}),
      endpoint<show_prepared_reply>(GET, "/api/v1/prepared-replies/{reply}", "issues.read", {replies, _("One prepared reply")}),
      endpoint<put_prepared_reply>(PUT, "/api/v1/prepared-replies/{reply}", "casework.rules", {replies, _("Change a prepared reply")}),
      endpoint<remove_prepared_reply>(DELETE, "/api/v1/prepared-replies/{reply}", "casework.rules", {replies,
          _("Remove a prepared reply")}),
      endpoint<list_subscriptions>(GET, "/api/v1/parties/{party}/subscriptions", "api.people",
                                   {following, _("What somebody wants to hear about, oldest first")}),
      endpoint<create_subscription>(POST, "/api/v1/parties/{party}/subscriptions", "api.people",
                                    {following, _("Let somebody hear about something"),
                                     "The city must have the person's consent: nobody is asked again."}),
      endpoint<remove_subscription>(DELETE, "/api/v1/parties/{party}/subscriptions/{subscription}", "api.people",
                                    {following, _("End a subscription")}),
      endpoint<list_jobs>(GET, "/api/v1/jobs", "admin.settings", {"Settings and keys",
          _("What the program does by the clock, and what went wrong")})};
}

}  // namespace api
}  // namespace cityhall
