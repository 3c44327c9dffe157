#include "services/api/cases.h"

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/cases/tracking.h"
#include "kernel/definitions/definition_set.h"
#include "services/api/files.h"
#include "services/api/words.h"

namespace cityhall::api {
namespace {

Case asked_case(Call const& call) { return case_by_number(call.view(), call.path_value("number")); }

std::string case_path(std::string const& number) { return "/api/v1/cases/" + number; }

/// Loads the case that the path names, holds If-Match against it, does `verb(unit, case)`, and answers the case as it is then.
template <class Verb>
CaseAnswer change_case(Call& call, Verb&& verb) {
  auto report = asked_case(call);
  expect_version(call, std::to_string(report.revision));
  auto unit = call.unit();
  verb(unit, report);
  return case_answer(call, asked_case(call));
}

DueFilter due_filter(std::string_view word) {
  return word == "overdue" ? DueFilter::overdue
         : word == "today" ? DueFilter::today
         : word == "soon"  ? DueFilter::soon
         : word == "none"  ? DueFilter::none
                           : DueFilter::any;
}

InboxSort sort_from(std::string_view word) {
  return word == "newest"     ? InboxSort::newest
         : word == "oldest"   ? InboxSort::oldest
         : word == "priority" ? InboxSort::priority
         : word == "updated"  ? InboxSort::updated
                              : InboxSort::due;
}

InboxFilter filter_of(CaseQuery const& query) {
  InboxFilter filter{.queue = query.queue,
                     .state = query.state,
                     .service = query.service,
                     .zone = query.zone,
                     .due = due_filter(query.due),
                     .assignee = query.assignee,
                     .unassigned = query.unassigned,
                     .text = query.text,
                     .sort = sort_from(query.sort)};
  if (query.status == "all") filter.status = std::nullopt;
  if (query.status == "closed") filter.status = CaseStatus::closed;
  if (!query.channel.empty()) filter.channel = channel_from(query.channel);
  return filter;
}

ListPage<InboxRow> list_cases(Call& call, CaseQuery const& query) {
  auto page = inbox(call.view(), filter_of(query), {.after = key_of_cursor(query.cursor), .size = static_cast<std::size_t>(query.limit)},
                    call.language);
  return {.items = std::move(page.rows), .next = cursor_of(page.next)};
}

CaseAnswer show_case(Call& call) { return case_answer(call, asked_case(call)); }

/// The place is also the answer to the definition's own question about it.
std::string answers_with_place(Call const& call, CaseBody const& body) {
  auto answers = parse_json(body.answers);
  if (!answers || !answers->is_object()) throw invalid_fields({{"answers", "type", _("This must be an object.")}});
  auto const definition = call.city.definitions.get()->find(body.service);
  auto const* question = definition && body.place ? definition->place_question() : nullptr;
  if (question == nullptr || answers->contains(question->id)) return to_text(*answers);
  Json where = Json::object();
  if (body.place->latitude) where["lat"] = *body.place->latitude;
  if (body.place->longitude) where["long"] = *body.place->longitude;
  if (!body.place->address.empty()) where["address"] = body.place->address;
  if (!where.empty()) (*answers)[question->id] = std::move(where);
  return to_text(*answers);
}

Created<OpenedAnswer> create_case(Call& call, CaseBody const& body) {
  check_files(call, body.files);
  NewCase fresh{.service = body.service,
                .answers = answers_with_place(call, body),
                .place = body.place ? place_of(*body.place) : Place{},
                .title = body.title,
                .description = body.description,
                .language = body.reporter ? body.reporter->language : std::string{},
                .files = body.files,
                .external_source = body.external_source,
                .external_id = body.external_id};
  if (body.reporter)
    fresh.reporter = {
        .name = body.reporter->name, .email = body.reporter->email, .phone = body.reporter->phone, .language = body.reporter->language};
  auto unit = call.unit();
  auto const opened = open_case(unit, fresh);
  return {{opened.id, opened.number, tracking_url(call.city, opened.id, opened.number), opened.opened_at, opened.due_at},
          case_path(opened.number)};
}

ActionFields fields_of(Call const& call, ActionBody const& body) {
  check_files(call, body.files);
  return {.comment = body.comment, .outcome = body.outcome, .files = body.files, .crew = body.crew, .duplicate_of = body.duplicate_of};
}

CaseAnswer take_action(Call& call, ActionBody const& body) {
  return change_case(call, [&](Unit& unit, Case& report) { act(unit, report, call.path_value("action"), fields_of(call, body)); });
}
CaseAnswer create_closure(Call& call, ActionBody const& body) {
  return change_case(call, [&](Unit& unit, Case& report) { close(unit, report, fields_of(call, body)); });
}
CaseAnswer create_reopening(Call& call, WhyBody const& body) {
  return change_case(call, [&](Unit& unit, Case& report) { reopen(unit, report, body.why); });
}
CaseAnswer change_assignment(Call& call, AssignmentBody const& body) {
  return change_case(call, [&](Unit& unit, Case& report) { assign(unit, report, {.queue = body.queue, .assignee = body.assignee}); });
}
CaseAnswer change_case_service(Call& call, ServiceBody const& body) {
  return change_case(call, [&](Unit& unit, Case& report) { change_service(unit, report, body.service); });
}
CaseAnswer change_priority(Call& call, PriorityBody const& body) {
  return change_case(call, [&](Unit& unit, Case& report) { set_priority(unit, report, body.priority); });
}
CaseAnswer create_reply(Call& call, MessageBody const& body) {
  return change_case(call, [&](Unit& unit, Case& report) {
    check_files(call, body.files);
    reply(unit, report, body.message, body.files);
  });
}
CaseAnswer create_note(Call& call, NoteBody const& body) {
  return change_case(call, [&](Unit& unit, Case& report) { note(unit, report, body.text); });
}
CaseAnswer create_work_order(Call& call, WorkOrderBody const& body) {
  return change_case(call, [&](Unit& unit, Case& report) { make_work_order(unit, report, body.crew, body.what); });
}
CaseAnswer create_attachment(Call& call, AttachmentBody const& body) {
  check_files(call, {body.file});
  return change_case(call, [&](Unit& unit, Case& report) {
    attach(unit, report,
           {.file = body.file, .purpose = purpose_from(body.purpose), .visibility = visibility_from(body.visibility), .at = call.now});
  });
}

ListPage<Step> show_timeline(Call& call) { return {.items = timeline(call.view(), asked_case(call), Audience::staff, call.language)}; }

ListPage<Follower> list_followers(Call& call) { return {.items = followers_of(call.view(), asked_case(call).id)}; }

void add_follower(Call& call, FollowerBody const& body) {
  auto const report = asked_case(call);
  if (!party_by_id(call.view(), body.party)) throw invalid_fields({{"party", "unknown", _("There is no such party.")}});
  auto unit = call.unit();
  follow(unit, report.id, body.party, body.language.empty() ? report.language : body.language);
}

void remove_follower(Call& call) {
  auto const report = asked_case(call);
  auto unit = call.unit();
  unfollow(unit, report.id, PartyId{parse_id(call.path_value("party"))});
}

constexpr std::string_view about_cases = "Cases";

}  // namespace

std::string version_of(CaseAnswer const& answer) { return std::to_string(answer.report.revision); }

CaseAnswer case_answer(Call const& call, Case const& report) {
  return {.report = report,
          .title = std::string{title_of(report, call.language)},
          .state_label = std::string{state_label(report, call.language)},
          .files = files_of(call.view(), report.id),
          .actions = actions_of(call.view(), report, call.language)};
}

std::vector<Route> case_routes() {
  using enum web::Method;
  return {
      endpoint<list_cases>(GET, "/api/v1/cases", "issues.read", {about_cases, _("Cases, filtered and sorted")}),
      endpoint<create_case>(POST, "/api/v1/cases", "api.open",
                            {about_cases, _("Open a case"), "Send an Idempotency-Key: a repeated request opens nothing twice."}),
      endpoint<show_case>(GET, "/api/v1/cases/{number}", "issues.read", {about_cases, _("One case")}),
      endpoint<show_timeline>(GET, "/api/v1/cases/{number}/timeline", "issues.read",
                              {about_cases, _("What happened to a case, oldest first")}),
      endpoint<list_followers>(GET, "/api/v1/cases/{number}/followers", "issues.read", {about_cases, _("Who follows a case")}),
      endpoint<take_action>(POST, "/api/v1/cases/{number}/actions/{action}", "issues.read",
                            {about_cases, _("Take an action of the workflow"), "The case lists the actions that you may take now."}),
      endpoint<create_closure>(POST, "/api/v1/cases/{number}/closure", "issues.close", {about_cases, _("Close")}),
      endpoint<create_reopening>(POST, "/api/v1/cases/{number}/reopening", "issues.close", {about_cases, _("Open again")}),
      endpoint<change_assignment>(PUT, "/api/v1/cases/{number}/assignment", "issues.triage",
                                  {about_cases, _("Assign to a person or queue")}),
      endpoint<change_case_service>(PUT, "/api/v1/cases/{number}/service", "issues.triage", {about_cases, _("Correct the service")}),
      endpoint<change_priority>(PUT, "/api/v1/cases/{number}/priority", "issues.triage", {about_cases, _("Change the priority")}),
      endpoint<create_reply>(POST, "/api/v1/cases/{number}/replies", "issues.reply", {about_cases, _("Answer the reporter")}),
      endpoint<create_note>(POST, "/api/v1/cases/{number}/notes", "issues.triage", {about_cases, _("Write an internal note")}),
      endpoint<create_work_order>(POST, "/api/v1/cases/{number}/work-orders", "issues.dispatch", {about_cases, _("Make a work order")}),
      endpoint<create_attachment>(POST, "/api/v1/cases/{number}/files", "issues.triage", {about_cases, _("Attach an uploaded file")}),
      endpoint<add_follower>(POST, "/api/v1/cases/{number}/followers", "issues.triage", {about_cases, _("Let somebody follow a case")}),
      endpoint<remove_follower>(DELETE, "/api/v1/cases/{number}/followers/{party}", "issues.triage",
                                {about_cases, _("Let somebody follow no longer")})};
}

}  // namespace cityhall::api
