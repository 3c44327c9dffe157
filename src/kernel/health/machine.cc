#include <sys/stat.h>

#include <fstream>

#include <fmt/format.h>

#include "kernel/health/health.h"

namespace cityhall {
namespace {

constexpr std::uintmax_t space_low_bytes = 2ULL << 30U;
constexpr int entropy_low_bits = 128;
constexpr auto backup_old = std::chrono::hours{48};

void look_at_disk(std::filesystem::path const& folder, std::vector<Finding>& findings) {
  std::error_code error;
  auto const space = std::filesystem::space(folder, error);
  if (error) {
    findings.push_back({Health::bad,
                        _("The folder {path} cannot be read: {cause}.").with("path", folder.string()).with("cause", error.message()),
                        _("Check the path and its permissions.")});
    return;
  }
  auto const free = fmt::format("{:.1f}", static_cast<double>(space.available) / 1e9);
  if (space.available < space_low_bytes)
    findings.push_back({Health::bad, _("Only {free} GB are free on the disk.").with("free", free),
                        _("Free some space: new reports are refused when the disk is full.")});
  else findings.push_back({Health::good, _("{free} GB are free on the disk.").with("free", free)});
}

bool allows(std::filesystem::path const& file, mode_t not_wanted) {
  struct stat status {};
  return ::stat(file.c_str(), &status) == 0 && (status.st_mode & not_wanted) != 0;
}

void look_at_modes(std::filesystem::path const& folder, std::vector<Finding>& findings) {
  auto const remedy = [](std::filesystem::path const& path) { return _("Run: chmod go-rwx {path}").with("path", path.string()); };
  auto const key = folder / "secret.key";
  if (allows(key, 077U))
    findings.push_back({Health::bad, _("The key file secret.key can be read by others on this machine."), remedy(key)});
  if (allows(folder, 007U) && allows(folder / "city.db", 007U))
    findings.push_back({Health::bad, _("The database city.db can be read by everybody on this machine."), remedy(folder)});
}

void look_at_randomness(std::vector<Finding>& findings) {
  std::ifstream in{"/proc/sys/kernel/random/entropy_avail"};
  int bits = 0;
  if (in >> bits && bits < entropy_low_bits)
    findings.push_back(
        {Health::warning,
         _("The machine has little randomness ({bits} bits); secrets may be slow to make.").with("bits", std::to_string(bits)),
         _("Install the package rng-tools5, or give the virtual machine a virtio-rng device.")});
}

/// Copies that an operator keeps in `backups` beside the city's database.
void look_at_backups(std::filesystem::path const& folder, Time now, std::vector<Finding>& findings) {
  std::error_code error;
  std::optional<std::filesystem::file_time_type> newest;
  for (auto const& entry : std::filesystem::directory_iterator{folder / "backups", error})
    if (auto const time = entry.last_write_time(error); !error && (!newest || time > *newest)) newest = time;
  if (!newest) {
    findings.push_back({Health::warning, _("There is no backup in {path}.").with("path", (folder / "backups").string()),
                        _("Make one each night: cityhall export {path}/DATE.tar.zst, and copy it to another machine.")
                            .with("path", (folder / "backups").string())});
    return;
  }
  auto const system = std::chrono::time_point_cast<Duration>(std::chrono::file_clock::to_sys(*newest));
  auto const age = std::chrono::duration_cast<std::chrono::hours>(now - system).count();
  if (now - system > backup_old)
    findings.push_back({Health::bad, _n("The newest backup is {count} hour old.", "The newest backup is {count} hours old.", age),
                        _("Find out why the nightly backup did not run.")});
  else findings.push_back({Health::good, _n("The newest backup is {count} hour old.", "The newest backup is {count} hours old.", age)});
}

void look_at_mails_aside(std::filesystem::path const& folder, std::vector<Finding>& findings) {
  std::error_code error;
  long count = 0;
  for (auto const& entry : std::filesystem::directory_iterator{folder / "mail-in", error})
    if (is_mail_aside(entry.path())) ++count;
  if (count > 0)
    findings.push_back({Health::warning,
                        _n("{count} mail was put aside: it could not be read.",
                           "{count} mails were put aside: they could not be read.", count),
                        _("Look into {path}. Let the name of what ends in .aside or .refused end in .eml to have it read again; answer by "
                          "hand what ends in .unreadable. Delete what is done. What is older than 90 days is deleted by itself.")
                            .with("path", (folder / "mail-in").string())});
}

}  // namespace

bool is_mail_aside(std::filesystem::path const& file) {
  auto const end = file.extension();
  return end == ".aside" || end == ".refused" || end == ".unreadable";
}

std::vector<Finding> examine_folder(std::filesystem::path const& folder, Time now) {
  std::vector<Finding> findings;
  look_at_disk(folder, findings);
  look_at_modes(folder, findings);
  look_at_randomness(findings);
  look_at_backups(folder, now, findings);
  look_at_mails_aside(folder, findings);
  return findings;
}

}  // namespace cityhall
