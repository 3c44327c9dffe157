#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/events/consume.h"
#include "kernel/events/event.h"
#include "kernel/events/rows.h"
#include "kernel/files/photo_workshop.h"
#include "kernel/health/health.h"
#include "kernel/jobs/job_runs.h"
#include "store/database.h"

namespace cityhall {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
constexpr std::int64_t events_behind_most = 10'000;
constexpr std::size_t writes_waiting_most = 1000;
constexpr std::int64_t log_bytes_most = 1'000'000'000;

using Findings = std::vector<Finding>;

std::string text(std::int64_t number) { return std::to_string(number); }

void look_at_settings(Settings const& settings, Findings& findings) {
  if (settings.demo) {
    findings.push_back({Health::warning, _("This is a demo city; its sign-in links can be used again and again."),
                        _("Do not put real people's data into it.")});
    return;
  }
  if (settings.base_url.starts_with("http://127."))
    findings.push_back({Health::warning, _("The address of the site is {url}; links in mails lead nowhere.").with("url", settings.base_url),
                        _("Set the public address on the page Settings."), "/admin/settings"});
  else if (settings.base_url.starts_with("http://"))
    findings.push_back({Health::bad, _("The address of the site begins with http://: passwords travel openly."),
                        _("Put a proxy with a certificate before it, and change the address to https://.")});
  if (!settings.staff_second_factor)
    findings.push_back(
        {Health::warning, _("Staff sign in without a second factor."), _("Ask for it on the page Settings."), "/admin/settings"});
}

void look_at_services(View const& view, Findings& findings) {
  auto const services = view.city.definitions.get()->current().size();
  if (services == 0)
    findings.push_back({Health::bad, _("No service is published; residents can report nothing."), _("Publish one on the page Services."),
                        "/admin/services"});
  else
    findings.push_back({Health::good, _n("{count} service is published.", "{count} services are published.", static_cast<long>(services))});
}

void look_at_mail(View const& view, Time now, Findings& findings) {
  auto const count = [&](std::string_view state) {
    return view.reader.value<std::int64_t>(R"sql(SELECT count(*) FROM notices WHERE state = $1)sql", state);
  };
  // What was tried without success gets a later due time; what goes with others in the morning is not late.
  auto const waiting = view.reader.value<std::int64_t>(
      R"sql(SELECT count(*) FROM notices WHERE state = 'queued' AND (due_at < $1 OR (attempts > 0 AND queued_at < $1)))sql",
      now - hours{1});
  if (waiting > 0)
    findings.push_back({Health::bad, _n("{count} mail waits for more than an hour.", "{count} mails wait for more than an hour.", waiting),
                        _("See what the mail server answers on the page Mail."), "/admin/notices?state=queued"});
  if (auto const failed = count("failed"); failed > 0)
    findings.push_back({Health::warning, _n("{count} mail could not be sent.", "{count} mails could not be sent.", failed),
                        _("Look at them on the page Mail."), "/admin/notices?state=failed"});
  if (auto const uncertain = count("uncertain"); uncertain > 0)
    findings.push_back({Health::warning,
                        _n("{count} mail may or may not have been sent when the program last died.",
                           "{count} mails may or may not have been sent when the program last died.", uncertain),
                        _("Look at them on the page Mail, and send them again where needed."), "/admin/notices?state=uncertain"});
}

void look_at_consumers(View const& view, Findings& findings) {
  auto const parked = parked_events(view, 1000);
  auto const given_up = std::count_if(parked.begin(), parked.end(), [](ParkedEvent const& event) { return event.given_up; });
  if (given_up > 0)
    findings.push_back(
        {Health::bad,
         _n("{count} event could not be handled: {consumer}: {cause}", "{count} events could not be handled: {consumer}: {cause}", given_up)
             .with("consumer", parked.front().consumer)
             .with("cause", parked.front().error),
         _("Mend the cause, then try them again on the start page of the administration."), "/admin"});
  for (auto const row :
       view.reader.query(R"sql(SELECT name, (SELECT count(*) FROM events WHERE id > last_event) FROM consumers ORDER BY name)sql")) {
    auto const [name, behind] = row.as<std::string, std::int64_t>();
    if (behind > events_behind_most)
      findings.push_back({Health::warning, _("{consumer} is {count} events behind.").with("consumer", name).with("count", text(behind)),
                          _("It catches up by itself after an import. If it grows, look at the log.")});
  }
}

void look_at_jobs(View const& view, Time now, std::span<JobPlan const> jobs, Findings& findings) {
  for (auto const& failed : failed_jobs(view))
    findings.push_back({Health::bad, _("The job “{job}” failed: {cause}").with("job", failed.name).with("cause", failed.error),
                        _("Mend the cause; it is tried again by itself.")});
  for (auto const& plan : jobs) {
    if (plan.every < minutes{1}) continue;  // their runs are not noted
    auto const last = view.reader.maybe_value<Time>(R"sql(SELECT last_run FROM job_runs WHERE name = $1)sql", plan.name);
    if (last && now - *last > plan.every * 3 + minutes{10})
      findings.push_back({Health::warning,
                          _("The job “{job}” did not run since {time}.").with("job", plan.name).with("time", to_rfc3339(*last)),
                          _("Is the program running? Another job may be stuck: look at the log, and restart it.")});
  }
}

void look_at_clock(View const& view, Time now, Findings& findings) {
  auto const newest = newest_event(view.reader);
  if (newest && newest.value > least_id_at(now + minutes{5}))
    findings.push_back({Health::bad, _("The clock of this machine went back: the newest event lies in the future."),
                        _("Set the clock, and let it follow a time server (systemd-timesyncd or chrony).")});
  auto const leases = view.reader.value<std::int64_t>(R"sql(SELECT count(*) FROM nodes WHERE leased_until > $1)sql", now);
  if (leases > 1)
    findings.push_back({Health::warning, _n("{count} program works on this city.", "{count} programs work on this city.", leases),
                        _("That is right for a cluster. Otherwise stop the one that is too many.")});
}

void look_at_store(store::Stats const& stats, Findings& findings) {
  if (stats.queued_interactive > writes_waiting_most)
    findings.push_back({Health::bad, _("{count} writes wait to be stored.").with("count", std::to_string(stats.queued_interactive)),
                        _("The disk is too slow or too busy: look for what else uses it.")});
  if (stats.commits_failed > 0)
    findings.push_back({Health::bad,
                        _n("{count} commit failed since the program started; what it held was refused, not lost.",
                           "{count} commits failed since the program started; what they held was refused, not lost.",
                           static_cast<long>(stats.commits_failed)),
                        _("Look at the disk: its space, and the messages of the kernel (dmesg).")});
  if (stats.wal_bytes > log_bytes_most)
    findings.push_back({Health::warning,
                        _("The write-ahead log has grown to {megabytes} MB.").with("megabytes", text(stats.wal_bytes / 1'000'000)),
                        _("Something reads for very long, such as an export. It shrinks by itself afterwards; else restart the program.")});
}

void look_at_photos(PhotoWorkshop const* photos, Findings& findings) {
  if (photos != nullptr && photos->installed()) findings.push_back({Health::good, _("The photo helper is installed.")});
  else
    findings.push_back({Health::bad, _("The photo helper is missing: photos are refused."), _("Install cityhall-photos beside cityhall.")});
}

}  // namespace

std::vector<Finding> examine_city(View const& view, Time now, std::span<JobPlan const> jobs) {
  require(view.actor, "admin.settings");
  Findings findings;
  auto const looker = system_actor("health");
  View const all{view.city, view.reader, looker};
  look_at_settings(*view.city.settings.get(), findings);
  look_at_services(all, findings);
  for (auto& lacking : examine_setup(all, now)) findings.push_back(std::move(lacking));
  look_at_mail(all, now, findings);
  look_at_consumers(all, findings);
  look_at_jobs(all, now, jobs, findings);
  look_at_clock(all, now, findings);
  look_at_store(view.city.db().stats(), findings);
  look_at_photos(view.city.photos(), findings);
  return findings;
}

bool first_steps_hidden(View const& view) {
  return view.reader.value<std::int64_t>(R"sql(SELECT count(*) FROM hidden_lists WHERE name = 'first steps')sql") > 0;
}

void hide_first_steps(Unit& unit) {
  require(unit.actor, "admin.settings");
  unit.tx.run(R"sql(INSERT INTO hidden_lists (name, hidden_at) VALUES ('first steps', $1) ON CONFLICT (name) DO NOTHING)sql", unit.now);
  append(unit, "first_steps.hidden", {}, Json::object());
}

}  // namespace cityhall
