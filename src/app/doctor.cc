#include "app/doctor.h"

#include "app/setup.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/events/chain.h"
#include "kernel/run_unit.h"
#include "store/sqlite/file_lock.h"

namespace cityhall {
namespace {

constexpr auto sealed_within = std::chrono::minutes{10};

void look_at_history(City& city, bool served, std::vector<Finding>& findings) {
  auto const chain = run_view(city, system_actor("doctor"), [](View const& view) { return verify_chain(view); });
  if (!chain.intact())
    findings.push_back({Health::bad,
                        _("History was {what} at event {event}.").with("what", chain.what).with("event", to_text(chain.broken)),
                        _("Restore from a backup and find out who had access to the database file.")});
  else
    findings.push_back(
        {Health::good, _n("{count} sealed event is unchanged.", "{count} sealed events are unchanged.", static_cast<long>(chain.sealed))});
  if (served && chain.waits_since && city.clock().now() - *chain.waits_since > sealed_within)
    findings.push_back(
        {Health::bad,
         _("The history since {time} is not sealed, although the city is served.").with("time", to_rfc3339(*chain.waits_since)),
         _("Look into the log for what keeps the sealer. If nothing does, somebody took seals away: compare with the last seal that you "
           "wrote down (cityhall audit verify --seal).")});
}

std::vector<JobPlan> planned_jobs(std::span<Module const> modules) {
  std::vector<JobPlan> plans;
  for (auto const& module : modules)
    for (auto const& job : module.jobs) plans.push_back({std::string{job.name}, job.every});
  return plans;
}

/// Asked before the city is opened here.
bool is_served(std::filesystem::path const& folder) {
  try {
    store::FileLock const lock{folder / "city.db.lock"};
    return false;
  } catch (Refusal const& refusal) {
    return refusal.code == "store.in_use";
  }
}

std::vector<Finding> examine_one(City& city, std::span<Module const> modules, bool served) {
  auto findings = run_view(city, system_actor("doctor"), [&](View const& view) {
    auto const now = city.clock().now();
    // Where no program runs, that its jobs did not run is no news.
    auto const jobs = served ? planned_jobs(modules) : std::vector<JobPlan>{};
    auto found = examine_city(view, now, jobs);
    found.push_back({Health::good, served ? _("A program serves this city.") : _("No program serves this city at the moment.")});
    return found;
  });
  look_at_history(city, served, findings);
  if (auto const settings = city.settings.get(); !settings->mail.smtp_url.empty() && !accepts_connections(settings->mail.smtp_url))
    findings.push_back({Health::bad, _("The mail server {url} cannot be reached; mail waits.").with("url", settings->mail.smtp_url),
                        _("Check its name and port in the settings, and whether a firewall is between."), "/admin/settings"});
  return findings;
}

/// Which city a finding is about, where there are several.
Finding of_city(Finding finding, std::string const& slug) {
  finding.what = _("{city}: {what}").with("city", slug).with("what", in_english(finding.what));
  return finding;
}

}  // namespace

std::vector<Finding> examine_installation(Process& process) {
  std::vector<Finding> findings;
  auto const slugs = process.slugs();
  if (slugs.empty())
    findings.push_back({Health::bad, _("There is no city in {data}.").with("data", process.data().string()),
                        _("Make one with: cityhall init {data}").with("data", process.data().string())});
  for (auto const& slug : slugs) {
    for (auto& finding : examine_folder(process.folder_of(slug), process.clock().now()))
      findings.push_back(of_city(std::move(finding), slug));
    try {
      bool const served = is_served(process.folder_of(slug));
      auto const opened = process.open_to_read(slug);
      for (auto& finding : examine_one(opened->city(), process.modules(), served)) findings.push_back(of_city(std::move(finding), slug));
    } catch (Refusal const& refusal) {
      findings.push_back(of_city({Health::bad, refusal.message, refusal.fix}, slug));
    }
  }
  for (auto const& [host, cities] : cities_by_host(process))
    if (cities.size() > 1)
      findings.push_back({Health::bad,
                          _("Several cities answer to {host}: {cities}. Only the first is reached.")
                              .with("host", host)
                              .with("cities", join(cities, ", ")),
                          _("Give each a host name of its own in its settings.")});
  return findings;
}

}  // namespace cityhall
