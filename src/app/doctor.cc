#include "app/doctor.h"

#include <sys/stat.h>

#include <fmt/format.h>

#include "base/refusal.h"
#include "kernel/accounts/account.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/events/chain.h"
#include "kernel/notices/notice.h"
#include "kernel/run_unit.h"

namespace cityhall {
namespace {

constexpr std::uintmax_t space_low_bytes = 2ULL << 30;

using Findings = std::vector<Finding>;

void look_at_disk(std::filesystem::path const& data, Findings& findings) {
  std::error_code error;
  auto const space = std::filesystem::space(data, error);
  if (error) {
    findings.push_back({Health::bad, fmt::format("The folder {} cannot be read: {}.", data.string(), error.message()),
                        "Check the path and its permissions."});
    return;
  }
  auto const free_gb = static_cast<double>(space.available) / 1e9;
  if (space.available < space_low_bytes)
    findings.push_back({Health::bad, fmt::format("Only {:.1f} GB are free on the disk.", free_gb),
                        "Free some space: new reports are refused when the disk is full."});
  else findings.push_back({Health::good, fmt::format("{:.0f} GB are free on the disk.", free_gb)});
}

void look_at_photos(Findings& findings) {
  auto const helper = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "cityhall-photos";
  if (std::filesystem::exists(helper)) findings.push_back({Health::good, "The photo helper is installed."});
  else
    findings.push_back({Health::bad, fmt::format("The photo helper {} is missing: photos are refused.", helper.string()),
                        "Install cityhall-photos beside cityhall."});
}

void look_at_secrets(std::filesystem::path const& folder, Findings& findings) {
  struct stat status {};
  if (::stat((folder / "secret.key").c_str(), &status) == 0 && (status.st_mode & 077U) != 0)
    findings.push_back({Health::bad, "The key file secret.key can be read by others on this machine.",
                        fmt::format("chmod 600 {}", (folder / "secret.key").string())});
}

void look_at_settings(City& city, std::string const& name, Findings& findings) {
  auto const settings = city.settings.get();
  if (settings->mail.smtp_url.empty())
    findings.push_back({Health::warning, fmt::format("{}: no mail server is set; mail waits.", name),
                        "Set it on the page Settings, or with cityhall init --smtp."});
  if (settings->base_url.starts_with("http://127.") && !settings->demo)
    findings.push_back({Health::warning,
                        fmt::format("{}: the address of the site is {}; links in mails lead nowhere.", name, settings->base_url),
                        "Set the public address on the page Settings."});
  if (settings->demo)
    findings.push_back({Health::warning, fmt::format("{}: this is a demo city; its sign-in links can be used again and again.", name),
                        "Do not put real people's data into it."});
}

void look_at_city(City& city, std::string const& name, Findings& findings) {
  look_at_settings(city, name, findings);
  auto const actor = system_actor("doctor");
  auto const administrators =
      run_view(city, actor, [](View const& view) { return accounts(view, {.kind = AccountKind::staff, .role = "administrator"}).size(); });
  if (administrators == 0)
    findings.push_back({Health::bad, fmt::format("{}: nobody can administer this city.", name),
                        "cityhall user add EMAIL --name NAME --roles administrator"});
  auto const services = city.definitions.get()->current().size();
  if (services == 0)
    findings.push_back(
        {Health::bad, fmt::format("{}: no service is published; residents can report nothing.", name), "cityhall service publish FILE …"});
  else findings.push_back({Health::good, fmt::format("{}: {} services, {} administrators.", name, services, administrators)});
  auto const uncertain = run_view(city, actor, [](View const& view) { return notices(view, {.state = NoticeState::uncertain}).size(); });
  if (uncertain > 0)
    findings.push_back({Health::warning,
                        fmt::format("{}: {} mails may or may not have been sent when the program last died.", name, uncertain),
                        "Look at them on the page Notices and send them again where needed."});
  auto const chain = run_view(city, actor, [](View const& view) { return verify_chain(view); });
  if (!chain.intact())
    findings.push_back({Health::bad, fmt::format("{}: history was {} at event {}.", name, chain.what, chain.broken.value),
                        "Restore from a backup and find out who had access to the database file."});
  else findings.push_back({Health::good, fmt::format("{}: {} sealed events are unchanged.", name, chain.sealed)});
}

}  // namespace

std::vector<Finding> examine_installation(Process& process) {
  Findings findings;
  look_at_disk(process.data(), findings);
  look_at_photos(findings);
  auto const slugs = process.slugs();
  if (slugs.empty())
    findings.push_back(
        {Health::bad, fmt::format("There is no city in {}.", process.data().string()), "cityhall init " + process.data().string()});
  for (auto const& slug : slugs) {
    look_at_secrets(process.folder_of(slug), findings);
    try {
      auto served = process.open(slug);
      look_at_city(served->city(), slug, findings);
    } catch (Refusal const& refusal) {
      auto const running = refusal.code == "store.in_use";
      findings.push_back({running ? Health::good : Health::bad, slug + ": " + in_english(refusal.message), in_english(refusal.fix)});
    }
  }
  return findings;
}

}  // namespace cityhall
