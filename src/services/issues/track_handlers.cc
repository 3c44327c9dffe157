#include "services/issues/track_handlers.h"

#include "kernel/cases/duplicates.h"
#include "kernel/cases/reopening.h"
#include "kernel/cases/tracking.h"
#include "services/issues/track_pages.h"
#include "services/page/live.h"
#include "web/form.h"

namespace cityhall {
namespace {

/// All but what staff keep to themselves.
std::vector<CaseFile> shown_files(View const& view, CaseId id) {
  auto files = files_of(view, id);
  std::erase_if(files, [](CaseFile const& file) { return file.visibility == FileVisibility::staff; });
  return files;
}

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
                       .files = shown_files(call.view(), report.id),
                       .just_sent = call.request.query.get("sent") == "yes",
                       .may_reopen = may_reopen(call, report),
                       .may_rate = may_rate(call.view(), report, call.now),
                       .rating = rating_of(call.view(), report.id),
                       .just_rated = call.request.query.get("rated") == "yes",
                       .people = people_behind(call.view(), report.id),
                       .path = page_path(call),
                       .entered = std::move(entered),
                       .main = main_of(call.view(), report),
                       .heard_until = last_told(call.view(), report.id, Audience::reporter)};
  return track_page(call, view, status);
}

struct MessageForm {
  std::string message;
};

struct RatingForm {
  std::string score;
  std::string comment;
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
  std::vector<FileId> photos;
  for (auto const& upload : call.uploads) photos.push_back(upload.file);
  reopen(unit, report, form.why, photos);
  return web::see_other(page_path(call));
}

web::Response rate_tracked(Call& call) {
  auto const report = tracked(call);
  auto const form = web::read(web::Form<RatingForm>{web::field("score", &RatingForm::score).one_of({"1", "2", "3", "4", "5"}),
                                                    web::field("comment", &RatingForm::comment).most(2000).lines()},
                              call.request.form);
  auto unit = call.unit();
  rate(unit, report, static_cast<int>(parse_id(form.score)), form.comment);
  return web::see_other(page_path(call) + "?rated=yes#rating");
}

web::Response tracked_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid) throw refusal;
  return tracked_response(call, {.values = call.request.form.fields, .errors = refusal.fields}, 422);
}

web::Response tracked_live(Call& call) {
  auto const report = tracked(call);
  return live_stream(call, {"case/" + to_text(report.id)}, [&] { return last_told(call.view(), report.id, Audience::reporter); });
}

}  // namespace cityhall
