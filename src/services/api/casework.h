#pragma once
// What staff do with several cases, and what helps them: merging, splitting, incidents, tags, hand-overs to partners, prepared replies,
// subscriptions, jobs.

#include "kernel/cases/family.h"
#include "kernel/cases/incident.h"
#include "kernel/handover/handover.h"
#include "kernel/replies/prepared_reply.h"
#include "kernel/subscriptions/subscription.h"
#include "services/endpoint.h"

namespace cityhall {
web::Record<Member> const& answer_record(Member const*);
web::Record<Incident> const& answer_record(Incident const*);
web::Record<Handover> const& answer_record(Handover const*);
web::Record<Partner> const& answer_record(Partner const*);
web::Record<PreparedReply> const& answer_record(PreparedReply const*);
web::Record<Subscription> const& answer_record(Subscription const*);
}  // namespace cityhall

namespace cityhall::api {

struct MergeBody {
  std::string main{};
};
struct SplitBody {
  std::string service{};
  std::vector<std::string> questions{};
  std::string answers = "{}";
  std::vector<FileId> files{};
  std::string description{};
};
struct SplitAnswer {
  CaseId id{};
  std::string number{};
};
struct IncidentBody {
  std::string title{};
  std::vector<std::string> services{};
  double within_m = 0;
};
struct TagBody {
  std::string tag{};
};
struct TagAnswer {
  std::string tag{};
};
struct HandoverBody {
  PartnerId partner{};
  std::string message{};
};
/// One of ours and what it is at a partner's.
struct Pairing {
  std::string ours{};
  std::string theirs{};
};
struct PartnerBody {
  std::string name{};
  std::string way = "mail";
  std::string email{};
  std::string language{};
  std::string endpoint{};
  std::string api_key{};
  std::string jurisdiction_id{};
  std::optional<std::vector<Pairing>> service_codes{}, statuses{}, told_statuses{};
  bool active = true;
};
struct ReplyTemplateBody {
  std::string title{};
  std::string service{};
  std::string queue{};
  std::string language{};
  std::string text{};
};
struct SubscriptionBody {
  std::string kind{};
  std::string number{};
  ZoneId zone{};
  std::string street{};
  std::string service{};
  std::optional<double> latitude{};
  std::optional<double> longitude{};
  double radius_m = 300;
  std::string language{};
};
struct JobAnswer {
  std::string name{};
  std::int64_t every_seconds = 0;
  std::string module{};
  std::optional<Time> failed_at{};
  std::string error{};
};

/// The members of each.
web::Record<MergeBody> const& body_record(MergeBody const*);
web::Record<SplitBody> const& body_record(SplitBody const*);
web::Record<SplitAnswer> const& answer_record(SplitAnswer const*);
web::Record<IncidentBody> const& body_record(IncidentBody const*);
web::Record<TagBody> const& body_record(TagBody const*);
web::Record<TagAnswer> const& answer_record(TagAnswer const*);
web::Record<HandoverBody> const& body_record(HandoverBody const*);
web::Record<Pairing> const& body_record(Pairing const*);
web::Record<PartnerBody> const& body_record(PartnerBody const*);
web::Record<ReplyTemplateBody> const& body_record(ReplyTemplateBody const*);
web::Record<SubscriptionBody> const& body_record(SubscriptionBody const*);
web::Record<JobAnswer> const& answer_record(JobAnswer const*);

/// Of cases: merging, splitting, incidents, tags, hand-overs.
std::vector<Route> tie_routes();
/// Partners, prepared replies, subscriptions, jobs.
std::vector<Route> helper_routes();

}  // namespace cityhall::api
