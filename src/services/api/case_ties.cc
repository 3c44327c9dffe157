#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/cases/correction.h"
#include "kernel/casework/notes.h"
#include "services/api/cases.h"
#include "services/api/casework.h"
#include "services/api/files.h"

namespace cityhall {

using namespace web;

Record<Member> const& answer_record(Member const*) {
  static Record<Member> const record{
      "CaseMember",
      {member("id", &Member::id), member("number", &Member::number),
       told<Member>("bond", [](Member const& one) { return std::string{to_text(one.bond)}; }).one_of({"duplicate", "incident"}),
       member("since", &Member::since), member("by", &Member::by)}};
  return record;
}

Record<Incident> const& answer_record(Incident const*) {
  using I = Incident;
  static Record<I> const record{"Incident",
                                {member("id", &I::id), member("number", &I::number), member("title", &I::title),
                                 member("services", &I::services).says("Whose new reports join by themselves."),
                                 member("within_m", &I::within_m).says("When they are so near; 0: none does."), member("made_at",
                                 &I::made_at),
                                 member("reports", &I::reports), member("note", &I::note).says("The last public message."),
                                 member("public", &I::is_public)}};
  return record;
}

Record<Handover> const& answer_record(Handover const*) {
  using H = Handover;
  static Record<H> const record{
      "Handover",
      {member("id", &H::id), member("partner", &H::partner), member("partner_name", &H::partner_name),
       told<H>("state", [](H const& one) { return std::string{to_text(one.state)}; }).one_of({"waiting", "sent", "failed", "ended"}),
       member("their_id", &H::their_id).says("What the partner calls it."), member("reference", &H::reference), member("made_at",
       &H::made_at),
       member("made_by", &H::made_by)}};
  return record;
}

namespace api {
namespace {

Case tied_case(Call const& call) { return case_by_number(call.view(), call.path_value("number")); }

/// Loads the case, holds If-Match against it, does the verb, and answers the case as it is then.
template <class Verb>
CaseAnswer change_tied(Call& call, Verb&& verb) {
  auto report = tied_case(call);
  expect_version(call, std::to_string(report.revision));
  auto unit = call.unit();
  verb(unit, report);
  return case_answer(call, tied_case(call));
}

ListPage<Member> list_members(Call& call) { return {.items = members_of(call.view(), tied_case(call).id)}; }

CaseAnswer create_merge(Call& call, MergeBody const& body) {
  auto const main = case_by_number(call.view(), body.main);
  return change_tied(call, [&](Unit& unit, Case& report) { merge(unit, report, main); });
}
CaseAnswer create_unmerge(Call& call) {
  return change_tied(call, [](Unit& unit, Case& report) { unmerge(unit, report); });
}

Created<SplitAnswer> create_split(Call& call, SplitBody const& body) {
  auto report = tied_case(call);
  expect_version(call, std::to_string(report.revision));
  auto const of_report = files_of(call.view(), report.id);
  for (auto const file : body.files)
    if (std::none_of(of_report.begin(), of_report.end(), [&](CaseFile const& one) { return one.file == file; }))
      throw invalid_fields({{"files", "unknown", _("This photo is not one of the request.")}});
  auto unit = call.unit();
  auto const opened = split(unit, report,
                            {.service = body.service,
                             .questions = body.questions,
                             .answers = body.answers,
                             .files = body.files,
                             .description = body.description});
  return {{opened.id, opened.number}, "/api/v1/cases/" + opened.number};
}

ListPage<Incident> list_incidents(Call& call) { return {.items = open_incidents(call.view())}; }

CaseAnswer put_incident(Call& call, IncidentBody const& body) {
  return change_tied(call, [&](Unit& unit, Case& report) {
    declare_incident(unit, report, {.title = body.title, .services = body.services, .within_m = body.within_m});
  });
}

ListPage<TagAnswer> list_tags(Call& call) {
  ListPage<TagAnswer> page;
  for (auto& tag : tags_of(call.view(), tied_case(call).id)) page.items.push_back({std::move(tag)});
  return page;
}
void create_tag(Call& call, TagBody const& body) {
  auto const report = tied_case(call);
  auto unit = call.unit();
  tag_case(unit, report, body.tag);
}
void remove_tag(Call& call) {
  auto const report = tied_case(call);
  auto unit = call.unit();
  untag_case(unit, report, call.path_value("tag"));
}

ListPage<Handover> list_handovers(Call& call) { return {.items = handovers_of(call.view(), tied_case(call).id)}; }
CaseAnswer create_handover(Call& call, HandoverBody const& body) {
  return change_tied(call, [&](Unit& unit, Case& report) { hand_over(unit, report, body.partner, body.message); });
}
CaseAnswer create_handover_end(Call& call) {
  HandoverId const id{parse_id(call.path_value("handover"))};
  return change_tied(call, [&](Unit& unit, Case& report) {
    auto const all = handovers_of(call.view(), report.id);
    if (std::none_of(all.begin(), all.end(), [&](Handover const& one) { return one.id == id; })) throw not_found();
    take_back(unit, report, id);
  });
}

}  // namespace

Record<MergeBody> const& body_record(MergeBody const*) {
  static Record<MergeBody> const record{
      "Merge", {member("main", &MergeBody::main).required().least(1).most(40).says("The number of the case that it is a duplicate of.")}};
  return record;
}
Record<SplitBody> const& body_record(SplitBody const*) {
  using B = SplitBody;
  Shape answers{.kind = Shape::Kind::anything, .what = "An object: what the other service asks besides."};
  static Record<B> const record{
      "Split",
      {member("service", &B::service).most(80).says("Empty: the same."),
       member("questions", &B::questions).most(100).says("Whose answers are copied; the place always is."),
       RecordMember<B>{"answers", std::move(answers), [](B& body, JsonIn in) { body.answers = to_text(in.json()); },
                       [](JsonOut out, B const& body) { out.text(body.answers); }},
       member("files", &B::files).most(20).says("Photos of the case that are copied."), member("description",
       &B::description).lines().most(4000)}};
  return record;
}
Record<SplitAnswer> const& answer_record(SplitAnswer const*) {
  static Record<SplitAnswer> const record{"SplitOff", {member("id", &SplitAnswer::id), member("number", &SplitAnswer::number)}};
  return record;
}
Record<IncidentBody> const& body_record(IncidentBody const*) {
  using B = IncidentBody;
  static Record<B> const record{
      "IncidentInput",
      {member("title", &B::title).required().least(1).most(200), member("services", &B::services).most(50).says("Whose new reports join."),
       member("within_m", &B::within_m).least(0).most(50'000).says("How near; 0: none joins by itself.")}};
  return record;
}
Record<TagBody> const& body_record(TagBody const*) {
  static Record<TagBody> const record{"TagInput", {member("tag", &TagBody::tag).required().least(1).most(40).says("winter-storm")}};
  return record;
}
Record<TagAnswer> const& answer_record(TagAnswer const*) {
  static Record<TagAnswer> const record{"Tag", {member("tag", &TagAnswer::tag)}};
  return record;
}
Record<HandoverBody> const& body_record(HandoverBody const*) {
  static Record<HandoverBody> const record{
      "NewHandover",
      {member("partner", &HandoverBody::partner).required(), member("message", &HandoverBody::message).lines().most(2000)}};
  return record;
}

std::vector<Route> tie_routes() {
  using enum Method;
  constexpr std::string_view group = "Cases together";
  return {
      endpoint<list_members>(GET, "/api/v1/cases/{number}/members", "issues.read", {group, _("Cases that follow this one")}),
      endpoint<create_merge>(POST, "/api/v1/cases/{number}/merge", "issues.triage",
                             {group, _("Put a case under the one that it is a duplicate of")}),
      endpoint<create_unmerge>(POST, "/api/v1/cases/{number}/unmerge", "issues.triage", {group, _("Take a case out again")}),
      endpoint<create_split>(POST, "/api/v1/cases/{number}/split", "issues.triage", {group, _("Make a second case of one")}),
      endpoint<list_incidents>(GET, "/api/v1/incidents", "issues.read", {group, _("Open incidents, newest first")}),
      endpoint<put_incident>(PUT, "/api/v1/cases/{number}/incident", "issues.triage", {group,
          _("Make an incident of a case, or change it")}),
      endpoint<list_tags>(GET, "/api/v1/cases/{number}/tags", "issues.read", {group, _("Tags of a case")}),
      endpoint<create_tag>(POST, "/api/v1/cases/{number}/tags", "issues.triage", {group, _("Tag a case")}),
      endpoint<remove_tag>(DELETE, "/api/v1/cases/{number}/tags/{tag}", "issues.triage", {group, _("Take a tag off a case")}),
      endpoint<list_handovers>(GET, "/api/v1/cases/{number}/handovers", "issues.read", {group, _("Partners who have a case")}),
      endpoint<create_handover>(POST, "/api/v1/cases/{number}/handovers", "issues.triage", {group, _("Hand a case to a partner")}),
      endpoint<create_handover_end>(POST, "/api/v1/cases/{number}/handovers/{handover}/end", "issues.triage",
                                    {group, _("Take a case back from a partner")})};
}

}  // namespace api
}  // namespace cityhall
