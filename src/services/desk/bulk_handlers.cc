#include "services/desk/bulk_handlers.h"

#include "kernel/cases/inbox_rows.h"
#include "services/desk/asked_case.h"
#include "services/desk/bulk_pages.h"
#include "web/form.h"

namespace cityhall {
namespace {

struct BulkForm {
  std::string act;
  std::string assignee;
  std::string queue;
  std::string message;
  std::string outcome;
  std::string tag;
  int priority = 3;
};

web::Form<BulkForm> bulk_form() {
  return {web::field("act", &BulkForm::act).required().one_of({"assign", "reply", "close", "tag", "priority"}),
          web::field("assignee", &BulkForm::assignee).most(20),
          web::field("queue", &BulkForm::queue).most(80),
          web::field("message", &BulkForm::message).most(4000).lines(),
          web::field("outcome", &BulkForm::outcome).one_of({"fixed", "not_found", "duplicate", "not_ours", "no_action"}),
          web::field("tag", &BulkForm::tag).most(41),
          web::field("priority", &BulkForm::priority).least(1).most(5)};
}

std::vector<CaseId> chosen(Call const& call) {
  std::vector<CaseId> ids;
  for (auto const id : call.request.form.fields.all("cases"))
    if (auto const number = parse_id(id)) ids.push_back(CaseId{number});
  return ids;
}

BulkPreview preview_of(Call const& call) {
  BulkPreview view{.kind = bulk_kind_from(call.request.form.fields.get("act")).value_or(BulkKind::assign), .staff = assignable(call)};
  for (auto const id : chosen(call)) {
    if (view.choices.size() >= bulk_cases_most) break;
    auto const report = case_by_id(call.view(), id);
    view.choices.push_back({inbox_row(call.view(), id, call.language), obstacle_to(call.view(), view.kind, report)});
  }
  return view;
}

}  // namespace

web::Response preview_bulk(Call& call) {
  auto view = preview_of(call);
  if (view.choices.empty()) return web::see_other("/desk?chosen=none");
  return bulk_preview_page(call, view);
}

web::Response create_bulk(Call& call) {
  auto const form = web::read(bulk_form(), call.request.form);
  auto unit = call.unit();
  auto const id = do_bulk(unit,
                          {.kind = *bulk_kind_from(form.act),
                           .to = {.queue = form.queue, .assignee = AccountId{parse_id(form.assignee)}},
                           .message = form.message,
                           .outcome = form.outcome,
                           .tag = form.tag,
                           .priority = form.priority},
                          chosen(call));
  return web::see_other("/desk/bulk/" + std::to_string(id));
}

web::Response bulk_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid) throw refusal;
  auto view = preview_of(call);
  view.entered = {.values = call.request.form.fields, .errors = refusal.fields};
  view.status = 422;
  return bulk_preview_page(call, view);
}

web::Response show_bulk(Call& call) { return bulk_result_page(call, bulk_record(call.view(), parse_id(call.path_value("bulk")))); }

web::Response undo_bulk_act(Call& call) {
  auto unit = call.unit();
  auto const id = parse_id(call.path_value("bulk"));
  undo_bulk(unit, id);
  return web::see_other("/desk/bulk/" + std::to_string(id));
}

}  // namespace cityhall
