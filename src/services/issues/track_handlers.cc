#include "services/issues/track_handlers.h"

#include "kernel/cases/tracking.h"
#include "services/issues/track_pages.h"
#include "web/form.h"

namespace cityhall {
namespace {

Case tracked(Call const& call) { return case_by_number(call.view(), call.path_value("number"), call.path_value("secret")); }

std::string page_path(Call const& call) { return tracking_path(call.path_value("number"), call.path_value("secret")); }

bool may_reopen(Call const& call, Case const& report) {
  for (auto const& action : actions_of(call.view(), report, call.language))
    if (action.id == "reopen") return true;
  return false;
}

web::Response tracked_response(Call const& call, web::Entered entered, int status) {
  auto const report = tracked(call);
  TrackView const view{.report = report,
                       .steps = timeline(call.view(), report, Audience::reporter, call.language),
                       .files = files_of(call.view(), report.id),
                       .just_sent = call.request.query.get("sent") == "yes",
                       .may_reopen = may_reopen(call, report),
                       .path = page_path(call),
                       .entered = std::move(entered),
                       .main = main_of(call.view(), report)};
  return track_page(call, view, status);
}

struct MessageForm {
  std::string message;
};

struct ReopenForm {
  std::string why;
};

}  // namespace

web::Response show_tracked(Call& call) { return tracked_response(call, {}, 200); }

web::Response write_message(Call& call) {
  auto report = tracked(call);
  auto const form =
      web::read(web::Form<MessageForm>{web::field("message", &MessageForm::message).required().most(4000).lines()}, call.request.form);
  auto unit = call.unit();
  write_as_reporter(unit, report, form.message);
  return web::see_other(page_path(call));
}

web::Response reopen_tracked(Call& call) {
  auto report = tracked(call);
  auto const form = web::read(web::Form<ReopenForm>{web::field("why", &ReopenForm::why).required().most(4000).lines()}, call.request.form);
  auto unit = call.unit();
  reopen(unit, report, form.why);
  return web::see_other(page_path(call));
}

web::Response tracked_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid) throw refusal;
  return tracked_response(call, {.values = call.request.form.fields, .errors = refusal.fields}, 422);
}

web::Response tracked_live(Call& call) {
  auto const report = tracked(call);
  return call.live().open(call.request, {.topics = {"case/" + to_text(report.id)}});
}

}  // namespace cityhall
