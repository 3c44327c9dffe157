#include "services/mailroom/spool.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/io.h"
#include "base/refusal.h"

namespace cityhall {
namespace {

std::filesystem::path folder_in(std::filesystem::path const& city_folder) { return city_folder / "mail-in"; }

}  // namespace

void spool_mail(std::filesystem::path const& city_folder, std::string_view bytes) {
  if (bytes.empty()) throw invalid("mail.empty", _("There is no mail on the standard input."));
  if (bytes.size() > mail_bytes_max) throw invalid("mail.too_large", _("The mail is larger than 30 MB."));
  auto const folder = folder_in(city_folder);
  std::filesystem::create_directories(folder);
  if (spooled_mails(city_folder, mails_waiting_max).size() >= mails_waiting_max)
    throw unavailable("mail.full", _("Too many mails wait to be read."), _("Start the city, or look why it does not read them."));
  write_file_durably(folder / (sha256_hex(bytes) + ".eml"), bytes);
}

std::vector<std::filesystem::path> spooled_mails(std::filesystem::path const& city_folder, std::size_t most) {
  std::vector<std::pair<std::filesystem::file_time_type, std::filesystem::path>> found;
  std::error_code error;
  for (auto const& entry : std::filesystem::directory_iterator{folder_in(city_folder), error})
    if (entry.path().extension() == ".eml") found.emplace_back(entry.last_write_time(error), entry.path());
  std::sort(found.begin(), found.end());
  std::vector<std::filesystem::path> paths;
  for (auto& [time, path] : found)
    if (paths.size() < most) paths.push_back(std::move(path));
  return paths;
}

}  // namespace cityhall
