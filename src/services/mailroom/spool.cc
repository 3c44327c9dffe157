#include "services/mailroom/spool.h"

#include <algorithm>
#include <fstream>

#include "base/crypto.h"
#include "base/io.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/health/health.h"

namespace cityhall {
namespace {

std::filesystem::path folder_in(std::filesystem::path const& city_folder) { return city_folder / "mail-in"; }

constexpr int tries_most = 2;

/// "HASH.eml", "HASH.1.eml", "HASH.2.eml": how often it was begun stands in the name, which a program that dies leaves behind.
int tries_of(std::filesystem::path const& mail) {
  auto const count = mail.stem().extension();
  return count == ".1" ? 1 : count == ".2" ? 2 : 0;
}

std::vector<std::filesystem::path> asides(std::filesystem::path const& city_folder) {
  std::vector<std::filesystem::path> found;
  std::error_code error;
  for (auto const& entry : std::filesystem::directory_iterator{folder_in(city_folder), error})
    if (is_mail_aside(entry.path())) found.push_back(entry.path());
  return found;
}

/// Heads and the first words; further on stand attachments, in which no address can be read. In small letters.
std::string beginning_of(std::filesystem::path const& mail) {
  constexpr std::size_t looked_at_max = 256U << 10U;
  std::string bytes(looked_at_max, '\0');
  std::ifstream in{mail, std::ios::binary};
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return to_lower_ascii(bytes);
}

bool names_one(std::string const& mail, std::vector<std::string> const& addresses) {
  return std::any_of(addresses.begin(), addresses.end(),
                     [&](std::string const& address) { return !address.empty() && mail.find(address) != std::string::npos; });
}

std::filesystem::path named(std::filesystem::path const& mail, std::string const& end) {
  auto const stem = tries_of(mail) > 0 ? mail.stem().stem() : mail.stem();
  return mail.parent_path() / (stem.string() + end);
}

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

std::optional<std::filesystem::path> begin_reading(std::filesystem::path const& mail) {
  auto const tries = tries_of(mail);
  auto const next = tries < tries_most ? named(mail, "." + std::to_string(tries + 1) + ".eml") : named(mail, ".aside");
  std::filesystem::rename(mail, next);
  return tries < tries_most ? std::optional{next} : std::nullopt;
}

int remove_old_asides(std::filesystem::path const& city_folder, Time limit) {
  int removed = 0;
  for (auto const& path : asides(city_folder)) {
    std::error_code error;
    auto const came = std::filesystem::last_write_time(path, error);
    if (!error && std::chrono::file_clock::to_sys(came) < limit && std::filesystem::remove(path, error)) ++removed;
  }
  return removed;
}

int remove_asides_with(std::filesystem::path const& city_folder, std::vector<std::string> const& addresses) {
  int removed = 0;
  for (auto const& path : asides(city_folder)) {
    std::error_code error;
    if (names_one(beginning_of(path), addresses) && std::filesystem::remove(path, error)) ++removed;
  }
  return removed;
}

void wait_again(std::filesystem::path const& mail) { std::filesystem::rename(mail, named(mail, ".eml")); }

}  // namespace cityhall
