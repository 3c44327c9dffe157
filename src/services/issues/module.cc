#include "services/issues/module.h"

#include "kernel/notices/follow_ups.h"
#include "kernel/notices/followers.h"
#include "services/issues/alike_handlers.h"
#include "services/issues/begin_handlers.h"
#include "services/issues/draft.h"
#include "services/issues/preview.h"
#include "services/issues/report_handlers.h"
#include "services/issues/request_handlers.h"
#include "services/issues/satisfaction_page.h"
#include "services/issues/track_handlers.h"
#include "services/issues/unfinished_handlers.h"
#include "store/migrations.h"

namespace cityhall {

std::span<store::Migration const> issues_migrations();

namespace {

using namespace std::chrono_literals;
using enum web::Method;

constexpr std::size_t photos_body_max = 130'000'000;  // five photos of 25 MB

std::vector<Route> begin_routes() {
  return {
      {.method = GET,
       .path = "/report",
       .permission = "public",
       .access = Access::read,
       .handler = show_ways_to_begin,
       .summary = _("The ways to begin a report"),
       .cached = 60s},
      {.method = GET,
       .path = "/report/photo",
       .permission = "public",
       .access = Access::read,
       .handler = show_begin_photo,
       .summary = _("Begin a report with a photo"),
       .cached = 60s},
      {.method = POST,
       .path = "/report/photo",
       .permission = "public",
       .access = Access::write,
       .handler = begin_with_photo,
       .summary = _("Keep the photo that a report begins with"),
       .body_bytes_max = photos_body_max,
       .takes_photos = true,
       .redisplay = begin_with_photo_again},
      {.method = GET,
       .path = "/report/place",
       .permission = "public",
       .access = Access::read,
       .handler = show_begin_place,
       .summary = _("Begin a report with its place"),
       .cached = 60s},
      {.method = POST,
       .path = "/report/place",
       .permission = "public",
       .access = Access::write,
       .handler = begin_with_place,
       .summary = _("Keep the place that a report begins with"),
       .redisplay = begin_with_place_again},
      {.method = GET,
       .path = "/report/{token}/place",
       .permission = "public",
       .access = Access::read,
       .handler = show_beginning_place,
       .summary = _("Where the report that was begun is")},
      {.method = POST,
       .path = "/report/{token}/place",
       .permission = "public",
       .access = Access::write,
       .handler = keep_beginning_place,
       .summary = _("Say where the report that was begun is"),
       .redisplay = keep_beginning_place_again},
      {.method = GET,
       .path = "/report/{token}/service",
       .permission = "public",
       .access = Access::read,
       .handler = show_service_choice,
       .summary = _("What the report that was begun is about, and what others told near it")},
      {.method = POST,
       .path = "/report/{token}/service",
       .permission = "public",
       .access = Access::write,
       .handler = choose_service,
       .summary = _("Go on with the questions of a service")},
      {.method = GET,
       .path = "/report/unfinished",
       .permission = "public",
       .access = Access::read,
       .handler = go_on_with_report,
       .summary = _("On with the report that this browser began")},
      {.method = POST,
       .path = "/report/unfinished/end",
       .permission = "public",
       .access = Access::write,
       .handler = throw_report_away,
       .summary = _("Throw away the report that this browser began")},
  };
}

std::vector<Route> report_routes() {
  return {
      {.method = GET,
       .path = "/services/{service}/report",
       .permission = "public",
       .access = Access::read,
       .handler = show_first_question,
       .summary = _("The first question of a service"),
       .cached = 60s},
      {.method = POST,
       .path = "/services/{service}/report",
       .permission = "public",
       .access = Access::write,
       .handler = begin_report,
       .summary = _("Begin a report with its first answer"),
       .body_bytes_max = photos_body_max,
       .takes_photos = true,
       .redisplay = begin_report_again},
      {.method = GET,
       .path = "/reports/{token}/{step}",
       .permission = "public",
       .access = Access::read,
       .handler = show_step,
       .summary = _("One page of a report that is being written")},
      {.method = GET,
       .path = "/reports/{token}/joining",
       .permission = "public",
       .access = Access::read,
       .handler = show_joining,
       .summary = _("Follow a request instead of sending the same again")},
      {.method = POST,
       .path = "/reports/{token}/joining",
       .permission = "public",
       .access = Access::write,
       .handler = join_request,
       .summary = _("Count for a request, and follow it"),
       .redisplay = join_again},
      {.method = POST,
       .path = "/reports/{token}/submission",
       .permission = "public",
       .access = Access::write,
       .handler = submit_report,
       .summary = _("Send the report"),
       .redisplay = submit_report_again},
      {.method = POST,
       .path = "/reports/{token}/{step}",
       .permission = "public",
       .access = Access::write,
       .handler = save_step,
       .summary = _("Keep an answer"),
       .body_bytes_max = photos_body_max,
       .takes_photos = true,
       .redisplay = save_step_again},
      {.method = GET,
       .path = "/addresses",
       .permission = "public",
       .access = Access::read,
       .handler = suggest_address_list,
       .summary = _("Addresses that begin like this, or the nearest one to a point, as JSON"),
       .answers = Answers::json},
  };
}

std::vector<Route> track_routes() {
  return {
      {.method = GET,
       .path = "/track/{number}/{secret}",
       .permission = "public",
       .access = Access::read,
       .handler = show_tracked,
       .summary = _("The reporter's own page of a request")},
      {.method = GET,
       .path = "/track/{number}/{secret}/live",
       .permission = "public",
       .access = Access::read,
       .handler = tracked_live,
       .summary = _("Changes of a request as they happen")},
      {.method = POST,
       .path = "/track/{number}/{secret}/messages",
       .permission = "public",
       .access = Access::write,
       .handler = write_message,
       .summary = _("Add something to one's request"),
       .redisplay = tracked_again},
      {.method = POST,
       .path = "/track/{number}/{secret}/reopening",
       .permission = "public",
       .access = Access::write,
       .handler = reopen_tracked,
       .summary = _("Say that it is not fixed"),
       .body_bytes_max = photos_body_max,
       .takes_photos = true,
       .redisplay = tracked_again},
      {.method = POST,
       .path = "/track/{number}/{secret}/rating",
       .permission = "public",
       .access = Access::write,
       .handler = rate_tracked,
       .summary = _("Say how well the work was done"),
       .redisplay = tracked_again},
  };
}

std::vector<Route> public_routes() {
  return {
      {.method = GET,
       .path = "/requests",
       .permission = "public",
       .access = Access::read,
       .handler = show_requests,
       .summary = _("What people reported"),
       .cached = 1s},
      {.method = GET,
       .path = "/requests.{format:atom|rss}",
       .permission = "public",
       .access = Access::read,
       .handler = show_request_feed,
       .summary = _("The newest requests as a feed"),
       .cached = 60s},
      {.method = GET,
       .path = "/requests.{format:csv|geojson}",
       .permission = "public",
       .access = Access::read,
       .handler = show_request_file,
       .summary = _("The newest requests as a table or a map"),
       .cached = 60s},
      {.method = GET,
       .path = "/map/requests.geojson",
       .permission = "public",
       .access = Access::read,
       .handler = show_request_dots,
       .summary = _("All requests of the list as points, for its map"),
       .answers = Answers::json,
       .cached = 60s},
      {.method = GET,
       .path = "/requests/{number}.atom",
       .permission = "public",
       .access = Access::read,
       .handler = show_one_request_feed,
       .summary = _("What happened to one request, as a feed"),
       .cached = 5s},
      {.method = GET,
       .path = "/requests/{number}",
       .permission = "public",
       .access = Access::read,
       .handler = show_request,
       .summary = _("One request, as the public sees it"),
       .cached = 1s},
      {.method = GET,
       .path = "/files/{file}/{size}.jpg",
       .permission = "public",
       .access = Access::read,
       .handler = show_file,
       .summary = _("A photo in one of its sizes")},
  };
}

std::vector<Route> staff_routes() {
  return {{.method = GET,
           .path = "/desk/satisfaction",
           .permission = "issues.triage",
           .access = Access::read,
           .handler = show_satisfaction,
           .summary = _("What people said about finished work")}};
}

std::vector<Route> all_routes() {
  auto routes = begin_routes();
  for (auto&& more : {report_routes(), track_routes(), public_routes(), staff_routes()})
    routes.insert(routes.end(), more.begin(), more.end());
  return routes;
}

}  // namespace

Module issues_module() {
  return {.name = "issues",
          .title = _("Reports"),
          .permissions = {{"issues.read", _("See all requests"), {"agent", "dispatcher", "manager", "administrator", "crew"}},
                          {"issues.triage", _("Sort, assign and correct requests"), {"dispatcher", "manager", "administrator", "agent"}},
                          {"issues.reply", _("Answer the people who reported"), {"agent", "dispatcher", "manager", "administrator"}},
                          {"issues.dispatch", _("Make work orders and give them to crews"), {"dispatcher", "manager", "administrator"}},
                          {"issues.close", _("Close and reopen requests"), {"dispatcher", "agent", "manager", "administrator"}},
                          {"issues.screen", _("Show or hide photos that people sent"), {"dispatcher", "agent", "manager", "administrator"}},
                          {"issues.import", _("Bring in requests from another system"), {"administrator"}}},
          .publishes = {"case.opened",         "case.state_changed",   "case.closed",           "case.reopened",
                        "case.assigned",       "case.service_changed", "case.priority_changed", "case.replied",
                        "case.reporter_wrote", "case.noted",           "case.file_added",       "case.followed",
                        "case.supported",      "case.rated",           "case.overdue",          "case.updated_from_outside",
                        "case.imported",       "case.migrated",        "case.scheduled",        "case.merged",
                        "case.unmerged",       "case.split",
                        "file.screened"},
          .routes = all_routes(),
          .consumers = {{"issues.tell_people",
                         {"case.opened", "case.state_changed", "case.replied", "case.closed", "case.reopened", "case.merged", "case.unmerged"},
                         tell_people},
                        {"issues.plan_follow_ups", {"case.closed"}, plan_follow_ups}},
          .jobs = {{"forget old drafts", std::chrono::hours{1}, forget_old_drafts},
                   {"send follow-ups", std::chrono::minutes{10}, send_follow_ups}},
          .menu = {{_("Satisfaction"), "/desk/satisfaction", "issues.triage"}},
          .search = {{_("Requests"), find_requests}},
          .previews = {{"web", _("Web"), preview_web}, {"kiosk", _("Kiosk"), preview_kiosk}},
          .migrations = issues_migrations()};
}

}  // namespace cityhall
