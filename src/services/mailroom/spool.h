#pragma once
// Mails that wait to be read: one file each in the city's folder `mail-in`.

#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace cityhall {

inline constexpr std::size_t mail_bytes_max = 30U << 20U;
inline constexpr std::size_t mails_waiting_max = 5000;

/// Keeps the bytes; the same mail twice is kept once. It is on disk when this returns. Throws Refusal: invalid "mail.empty",
/// "mail.too_large"; unavailable "mail.full" when too many wait already.
void spool_mail(std::filesystem::path const& city_folder, std::string_view bytes);
/// Oldest first, without those that were put aside.
std::vector<std::filesystem::path> spooled_mails(std::filesystem::path const& city_folder, std::size_t most);

/// Notes on disk that the mail is being read, and gives its path from then on. Nothing when that was noted twice and it never came to an
/// end: then the mail is put aside, for people to look at.
std::optional<std::filesystem::path> begin_reading(std::filesystem::path const& mail);
/// It could not be read for no fault of its own: it waits as if it had not been tried.
void wait_again(std::filesystem::path const& mail);

/// Mails that were put aside, refused or cannot be read and came before `limit` are deleted. Gives how many.
int remove_old_asides(std::filesystem::path const& city_folder, Time limit);
/// Of these, those in which one of the addresses (in small letters) stands near the beginning. Gives how many.
int remove_asides_with(std::filesystem::path const& city_folder, std::vector<std::string> const& addresses);

}  // namespace cityhall
