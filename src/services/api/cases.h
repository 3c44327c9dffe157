#pragma once
// Cases and their verbs in the JSON API: what is taken and answered.

#include "base/json_fwd.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/inbox.h"
#include "kernel/cases/timeline.h"
#include "services/api/places.h"

namespace cityhall::api {

struct CaseAnswer {
  Case report{};
  std::string title{};
  std::string state_label{};
  std::vector<CaseFile> files{};
  std::vector<OfferedAction> actions{};
};
/// What If-Match and ETag speak of.
std::string version_of(CaseAnswer const& answer);
CaseAnswer case_answer(Call const& call, Case const& report);

struct CaseQuery {
  std::string queue{};
  std::string status = "open";
  std::string state{};
  std::string service{};
  ZoneId zone{};
  std::string due = "any";
  std::string channel{};
  AccountId assignee{};
  bool unassigned = false;
  std::string text{};
  std::string sort = "due";
  std::string cursor{};
  int limit = 50;
};

struct ReporterBody {
  std::string name{};
  std::string email{};
  std::string phone{};
  std::string language{};
};
struct CaseBody {
  std::string service{};
  std::optional<PlaceBody> place{};
  std::string description{};
  std::string title{};
  std::string answers = "{}";
  std::optional<ReporterBody> reporter{};
  std::vector<FileId> files{};
  std::string external_source{};
  std::string external_id{};
};
struct OpenedAnswer {
  CaseId id{};
  std::string number{};
  std::string tracking_url{};
  Time opened_at{};
  std::optional<Time> due_at{};
};

struct ActionBody {
  std::string comment{};
  std::string outcome{};
  std::string duplicate_of{};
  CrewId crew{};
  std::vector<FileId> files{};
};
struct WhyBody {
  std::string why{};
};
struct AssignmentBody {
  std::string queue{};
  AccountId assignee{};
};
struct ServiceBody {
  std::string service{};
};
struct PriorityBody {
  int priority = 3;
};
struct MessageBody {
  std::string message{};
  std::vector<FileId> files{};
};
struct NoteBody {
  std::string text{};
};
struct WorkOrderBody {
  CrewId crew{};
  std::string what{};
};
struct AttachmentBody {
  FileId file{};
  std::string purpose = "document";
  std::string visibility = "staff";
};
struct FollowerBody {
  PartyId party{};
  std::string language{};
};

/// The members of each.
web::Record<CaseAnswer> const& answer_record(CaseAnswer const*);
web::Record<OpenedAnswer> const& answer_record(OpenedAnswer const*);
web::Record<CaseQuery> const& body_record(CaseQuery const*);
web::Record<ReporterBody> const& body_record(ReporterBody const*);
web::Record<CaseBody> const& body_record(CaseBody const*);
web::Record<ActionBody> const& body_record(ActionBody const*);
web::Record<WhyBody> const& body_record(WhyBody const*);
web::Record<AssignmentBody> const& body_record(AssignmentBody const*);
web::Record<ServiceBody> const& body_record(ServiceBody const*);
web::Record<PriorityBody> const& body_record(PriorityBody const*);
web::Record<MessageBody> const& body_record(MessageBody const*);
web::Record<NoteBody> const& body_record(NoteBody const*);
web::Record<WorkOrderBody> const& body_record(WorkOrderBody const*);
web::Record<AttachmentBody> const& body_record(AttachmentBody const*);
web::Record<FollowerBody> const& body_record(FollowerBody const*);

/// Cases and their verbs.
std::vector<Route> case_routes();

}  // namespace cityhall::api

namespace cityhall {
web::Record<InboxRow> const& answer_record(InboxRow const*);
web::Record<CaseFile> const& answer_record(CaseFile const*);
web::Record<OfferedAction> const& answer_record(OfferedAction const*);
web::Record<Step> const& answer_record(Step const*);
web::Record<Follower> const& answer_record(Follower const*);
}  // namespace cityhall
