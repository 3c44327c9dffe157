#include "services/desk/case_handlers.h"

#include <algorithm>

#include "kernel/addresses.h"
#include "kernel/cases/incident.h"
#include "kernel/cases/parcel_cases.h"
#include "kernel/casework/notes.h"
#include "kernel/files/redaction.h"
#include "services/desk/asked_case.h"
#include "services/desk/case_page.h"
#include "web/form.h"

namespace cityhall {
namespace {

constexpr double message_most = 4000;

web::Response back_to(Call const& call) { return web::see_other(desk_address(call.path_value("number"))); }

std::vector<CaseView::HandedOver> handed_over(Call const& call, Case const& report) {
  std::vector<CaseView::HandedOver> all;
  for (auto& handover : handovers_of(call.view(), report.id)) {
    auto log = handover_log(call.view(), handover.id);
    all.push_back({std::move(handover), std::move(log)});
  }
  return all;
}

/// Who could take it and does not have it.
std::vector<Partner> partners_for(Call const& call, Case const& report) {
  auto const held = handovers_of(call.view(), report.id);
  auto all = partners(call.view());
  std::erase_if(all, [&](Partner const& one) {
    bool const takes = one.active && (one.way == PartnerWay::mail || !one.code_for(report.service).empty());
    bool const has = std::any_of(held.begin(), held.end(), [&](Handover const& handover) {
      return handover.partner == one.id && (handover.state == HandoverState::waiting || handover.state == HandoverState::sent);
    });
    return !takes || has;
  });
  return all;
}

std::vector<FileId> ids_of(std::vector<CaseFile> const& files) {
  std::vector<FileId> ids;
  for (auto const& file : files) ids.push_back(file.file);
  return ids;
}

/// The numbers of what was taken out of it, or what it was taken out of.
std::vector<std::string> split_numbers(std::vector<Step> const& steps) {
  std::vector<std::string> numbers;
  for (auto const& step : steps)
    if (step.kind == StepKind::split) numbers.push_back(step.number);
  return numbers;
}

CaseView::Parcels parcels_under(Call const& call, Case const& report) {
  CaseView::Parcels parcels{.all = parcels_of(call.view(), report.place)};
  if (!parcels.all.empty()) parcels.cases = cases_on_parcel(call.view(), parcels.all.front().id, parcel_cases_most).size();
  return parcels;
}

CaseView view_of_case(Call const& call, Case const& report) {
  auto files = family_files_of(call.view(), report.id);
  auto redacted = redacted_among(call.view(), ids_of(files));
  auto steps = timeline(call.view(), report, Audience::staff, call.language);
  auto const desk = call.actor.may("issues.read");
  auto related = desk ? related_cases(call.view(), report, split_numbers(steps)) : std::vector<RelatedCase>{};
  return {.report = report,
          .steps = std::move(steps),
          .files = std::move(files),
          .redacted = std::move(redacted),
          .tasks = tasks_of(call.view(), report.id),
          .actions = actions_of(call.view(), report, call.language),
          .staff = assignable(call),
          .reporter = report.reporter ? party_by_id(call.view(), report.reporter) : std::nullopt,
          .personal_answers = personal_answers(call.view(), report),
          .main = main_of(call.view(), report),
          .members = members_of(call.view(), report.id),
          .near = report.closed() ? std::vector<NearCase>{} : near_cases(call.view(), report),
          .assets = case_assets(call.view(), {report.id, report.service, report.place.point}),
          .parcels = parcels_under(call, report),
          .related = std::move(related),
          .others = desk ? other_reports(call.view(), report) : OtherReports{},
          .tags = tags_of(call.view(), report.id),
          .holds = holds_on(call.view(), report),
          .is_incident = incident_of(call.view(), report.id).has_value(),
          .handovers = handed_over(call, report),
          .partners = partners_for(call, report),
          .chain = chain_of(call.view(), report.id),
          .plans = task_plans(call.view()),
          .replies = replies_for(call.view(), report),
          .chosen_reply = parse_id(call.request.query.get("prepared"))};
}

struct TextForm {
  std::string text;
};

std::string text_field(Call const& call, std::string name) {
  return web::read(web::Form<TextForm>{web::field(std::move(name), &TextForm::text).required().most(message_most).lines()},
                   call.request.form)
      .text;
}

struct ClosureForm {
  std::string outcome;
  std::string message;
  std::string duplicate_of;
};

web::Form<ClosureForm> closure_form() {
  return {web::field("outcome", &ClosureForm::outcome).required().one_of({"fixed", "not_found", "duplicate", "not_ours", "no_action"}),
          web::field("message", &ClosureForm::message).required().most(message_most).lines(),
          web::field("duplicate_of", &ClosureForm::duplicate_of).most(40)};
}

struct AssignmentForm {
  std::string queue;
  std::string assignee;
};

struct WorkOrderForm {
  std::string crew;
  std::string what;
};

struct CommentForm {
  std::string comment;
};

}  // namespace

web::Response show_case(Call& call) {
  auto const report = asked_case(call);
  return case_page(call, view_of_case(call, report));
}

web::Response case_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid && refusal.kind != RefusalKind::conflict) throw refusal;
  auto const report = asked_case(call);
  auto view = view_of_case(call, report);
  view.entered = {.values = call.request.form.fields, .errors = refusal.fields};
  if (refusal.fields.empty()) view.notice = call.text(refusal.message) + " " + call.text(refusal.fix);
  return case_page(call, view, refusal.kind == RefusalKind::conflict ? 409 : 422);
}

web::Response create_reply(Call& call) {
  auto report = asked_case(call);
  auto unit = call.unit();
  reply(unit, report, text_field(call, "message"));
  if (auto const prepared = parse_id(call.request.form.fields.get("prepared"))) count_use(unit, prepared);
  return back_to(call);
}

web::Response create_note(Call& call) {
  auto report = asked_case(call);
  auto unit = call.unit();
  note(unit, report, text_field(call, "note"));
  return back_to(call);
}

web::Response create_tag(Call& call) {
  auto const report = asked_case(call);
  auto unit = call.unit();
  tag_case(unit, report, text_field(call, "tag"));
  return back_to(call);
}

web::Response delete_tag(Call& call) {
  auto const report = asked_case(call);
  auto unit = call.unit();
  untag_case(unit, report, text_field(call, "tag"));
  return back_to(call);
}

web::Response create_assignment(Call& call) {
  auto report = expected_case(call);
  auto const form = web::read(web::Form<AssignmentForm>{web::field("queue", &AssignmentForm::queue).most(80),
                                                        web::field("assignee", &AssignmentForm::assignee).most(20)},
                              call.request.form);
  auto unit = call.unit();
  assign(unit, report, {.queue = form.queue, .assignee = AccountId{parse_id(form.assignee)}});
  return back_to(call);
}

web::Response change_case_priority(Call& call) {
  auto report = expected_case(call);
  struct PriorityForm {
    int priority = 3;
  };
  auto const form =
      web::read(web::Form<PriorityForm>{web::field("priority", &PriorityForm::priority).required().least(1).most(5)}, call.request.form);
  auto unit = call.unit();
  set_priority(unit, report, form.priority);
  return back_to(call);
}

web::Response create_work_order(Call& call) {
  auto report = expected_case(call);
  auto const form = web::read(web::Form<WorkOrderForm>{web::field("crew", &WorkOrderForm::crew).most(20),
                                                       web::field("what", &WorkOrderForm::what).most(message_most).lines()},
                              call.request.form);
  auto unit = call.unit();
  make_work_order(unit, report, CrewId{parse_id(form.crew)}, form.what);
  return back_to(call);
}

web::Response create_closure(Call& call) {
  auto report = expected_case(call);
  auto const form = web::read(closure_form(), call.request.form);
  auto unit = call.unit();
  close(unit, report, {.comment = form.message, .outcome = form.outcome, .duplicate_of = form.duplicate_of});
  return back_to(call);
}

web::Response create_reopening(Call& call) {
  auto report = expected_case(call);
  auto unit = call.unit();
  reopen(unit, report, text_field(call, "why"));
  return back_to(call);
}

web::Response take_action(Call& call) {
  auto report = expected_case(call);
  auto const form =
      web::read(web::Form<CommentForm>{web::field("comment", &CommentForm::comment).most(message_most).lines()}, call.request.form);
  auto unit = call.unit();
  act(unit, report, call.path_value("action"), {.comment = form.comment});
  return back_to(call);
}

}  // namespace cityhall
