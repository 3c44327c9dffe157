#include "services/delegates/module.h"

#include "services/delegates/batch.h"
#include "services/delegates/handlers.h"
#include "services/delegates/office.h"
#include "store/migrations.h"

namespace cityhall {

std::span<store::Migration const> delegates_migrations();

namespace {

using namespace delegates;
using enum web::Method;

constexpr std::size_t file_most = 2'000'000;
constexpr std::size_t table_most = 256U * 1024;

Route look(std::string_view path, std::string_view permission, RouteHandler handler, Message summary) {
  return {.method = GET, .path = path, .permission = permission, .access = Access::read, .handler = handler, .summary = std::move(summary)};
}

Route change(std::string_view path, std::string_view permission, RouteHandler handler, Message summary) {
  auto route = look(path, permission, handler, std::move(summary));
  route.method = POST;
  route.access = Access::write;
  return route;
}

/// Works row by row in units of its own, so that nobody else waits for a long table.
Route by_rows(std::string_view path, RouteHandler handler, Message summary) {
  auto route = change(path, "delegates.report", handler, std::move(summary));
  route.access = Access::apart;
  route.body_bytes_max = table_most;
  return route;
}


std::vector<Route> delegate_routes() {
  auto table = by_rows("/delegates/entry", enter_table, _("Enter several reports from a table"));
  table.redisplay = enter_table_again;
  auto file = by_rows("/delegates/files", send_file, _("Enter several reports from a CSV file"));
  file.redisplay = send_file_again;
  file.body_bytes_max = file_most;
  return {look("/delegates", "delegates.report", show_home, _("A delegate's area, training and tables")),
          look("/delegates/training", "delegates.report", show_training, _("The course and its quiz")),
          change("/delegates/training", "delegates.report", take_training, _("Answer the quiz of the course")),
          look("/delegates/entry", "delegates.report", show_entry, _("A table for several reports")),
          std::move(table),
          std::move(file),
          look("/delegates/tables/{service}.csv", "delegates.report", show_table_head, _("An empty CSV file for a service")),
          look("/delegates/batches/{batch}", "delegates.report", show_batch, _("Rows that were entered, with what is wrong")),
          by_rows("/delegates/batches/{batch}/submission", submit_batch, _("Send the rows that are ready")),
          look("/delegates/batches/{batch}/rows/{row}", "delegates.report", show_row, _("One row with all its questions")),
          by_rows("/delegates/batches/{batch}/rows/{row}", write_row, _("Correct a row")),
          change("/delegates/batches/{batch}/rows/{row}/removal", "delegates.report", drop_row, _("Leave a row out")),
          look("/delegates/results", "delegates.report", show_results, _("What became of a delegate's reports")),
          look("/delegates/results.csv", "delegates.report", show_results_table, _("A delegate's reports as CSV"))};
}

std::vector<Route> office_routes() {
  auto fresh = change("/admin/delegates", "delegates.manage", write_delegation, _("Add a delegate"));
  fresh.redisplay = write_delegation_again;
  auto changed = change("/admin/delegates/{delegation}", "delegates.manage", write_delegation, _("Change a delegate's delegation"));
  changed.redisplay = write_delegation_again;
  auto course = change("/admin/courses", "delegates.manage", write_course, _("Add or replace a course"));
  course.redisplay = write_course_again;
  course.body_bytes_max = table_most;
  return {look("/admin/delegates", "delegates.manage", show_delegations, _("Everybody who reports for others")),
          look("/admin/delegates/new", "delegates.manage", show_new_delegation, _("Where a delegate is added")),
          std::move(fresh),
          look("/admin/delegates/{delegation}", "delegates.manage", show_delegation, _("One delegate: area, training, keys")),
          std::move(changed),
          change("/admin/delegates/{delegation}/keys", "delegates.manage", make_key, _("Make an API key that reports under a delegation")),
          look("/admin/courses", "delegates.manage", show_courses, _("Which courses there are")),
          std::move(course)};
}

std::vector<Route> all_routes() {
  auto routes = delegate_routes();
  auto office = office_routes();
  routes.insert(routes.end(), std::make_move_iterator(office.begin()), std::make_move_iterator(office.end()));
  return routes;
}

}  // namespace

Module delegates_module() {
  return {.name = "delegates",
          .title = _("Delegates"),
          .permissions = {{"delegates.report", _("Report for others, within a delegation"), {"delegate"}},
                          {"delegates.manage", _("Keep delegations and courses"), {"administrator"}}},
          .publishes = {"delegation.saved", "training.taken", "course.saved"},
          .routes = all_routes(),
          .consumers = {{"delegates.forget_row", {"case.removed"}, forget_row},
                        {"delegates.forget_words", {"person.erased"}, forget_words_of_rows}},
          .menu = {{_("Delegates"), "/admin/delegates", "delegates.manage"}},
          .migrations = delegates_migrations()};
}

}  // namespace cityhall
