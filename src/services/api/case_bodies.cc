#include "base/json.h"
#include "services/api/cases.h"
#include "services/api/words.h"

namespace cityhall::api {

using namespace web;

namespace {

/// Answers pass as they are: the definition checks them.
RecordMember<CaseBody> answers_member() {
  Shape shape{.kind = Shape::Kind::anything, .what = "By question id; the service's definition says what is asked. An object."};
  return {"answers", std::move(shape), [](CaseBody& body, JsonIn in) { body.answers = to_text(in.json()); },
          [](JsonOut out, CaseBody const& body) { out.text(body.answers); }};
}

}  // namespace

Record<CaseBody> const& body_record(CaseBody const*) {
  static Record<CaseBody> const record{
      "NewCase",
      {member("service", &CaseBody::service).required().least(1).most(80), member("place", &CaseBody::place),
       member("description", &CaseBody::description).lines().most(4000), member("title", &CaseBody::title).most(200), answers_member(),
       member("reporter", &CaseBody::reporter), member("files", &CaseBody::files).most(10).says("Uploaded before, through /api/v1/files."),
       member("external_source", &CaseBody::external_source).most(80).says("Your system's name; with external_id it opens a case once."),
       member("external_id", &CaseBody::external_id).most(120)}};
  return record;
}

Record<ActionBody> const& body_record(ActionBody const*) {
  static Record<ActionBody> const record{
      "ActionInput",
      {member("comment", &ActionBody::comment).lines().most(4000).says("Public: the reporter reads it."),
       member("outcome", &ActionBody::outcome).most(40).says("fixed, not_found, duplicate, not_ours, no_action"),
       member("duplicate_of", &ActionBody::duplicate_of).most(40).says("The number of the case that stays."),
       member("crew", &ActionBody::crew).says("For an action that makes a work order."), member("files", &ActionBody::files).most(10)}};
  return record;
}

Record<WhyBody> const& body_record(WhyBody const*) {
  static Record<WhyBody> const record{"Reason", {member("why", &WhyBody::why).required().least(1).lines().most(4000)}};
  return record;
}

Record<AssignmentBody> const& body_record(AssignmentBody const*) {
  static Record<AssignmentBody> const record{"Assignment",
                                             {member("queue", &AssignmentBody::queue).most(80).says("Absent: it stays in its queue."),
                                              member("assignee", &AssignmentBody::assignee).says("An account; null: nobody.")}};
  return record;
}

Record<ServiceBody> const& body_record(ServiceBody const*) {
  static Record<ServiceBody> const record{"ServiceChange", {member("service", &ServiceBody::service).required().least(1).most(80)}};
  return record;
}

Record<PriorityBody> const& body_record(PriorityBody const*) {
  static Record<PriorityBody> const record{"PriorityChange", {member("priority", &PriorityBody::priority).required().least(1).most(5)}};
  return record;
}

Record<MessageBody> const& body_record(MessageBody const*) {
  static Record<MessageBody> const record{
      "MessageInput",
      {member("message", &MessageBody::message).required().least(1).lines().most(4000), member("files", &MessageBody::files).most(10)}};
  return record;
}

Record<NoteBody> const& body_record(NoteBody const*) {
  static Record<NoteBody> const record{
      "NoteInput", {member("text", &NoteBody::text).required().least(1).lines().most(4000).says("Only staff read it.")}};
  return record;
}

Record<WorkOrderBody> const& body_record(WorkOrderBody const*) {
  static Record<WorkOrderBody> const record{
      "WorkOrderInput",
      {member("crew", &WorkOrderBody::crew).says("Null: the crew that covers the queue."),
       member("what", &WorkOrderBody::what).lines().most(4000).says("Empty: what the reporter wrote.")}};
  return record;
}

Record<AttachmentBody> const& body_record(AttachmentBody const*) {
  static Record<AttachmentBody> const record{
      "Attachment",
      {member("file", &AttachmentBody::file).required(), member("purpose", &AttachmentBody::purpose).one_of(file_purposes()),
       member("visibility", &AttachmentBody::visibility).one_of(file_visibilities())}};
  return record;
}

Record<FollowerBody> const& body_record(FollowerBody const*) {
  static Record<FollowerBody> const record{
      "FollowerInput", {member("party", &FollowerBody::party).required(), member("language", &FollowerBody::language).most(20)}};
  return record;
}

}  // namespace cityhall::api
