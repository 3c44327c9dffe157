#pragma once
// Mails that wait to be read: one file each in the city's folder `mail-in`.

#include <filesystem>
#include <string_view>
#include <vector>

namespace cityhall {

inline constexpr std::size_t mail_bytes_max = 30U << 20U;
inline constexpr std::size_t mails_waiting_max = 5000;

/// Keeps the bytes; the same mail twice is kept once. It is on disk when this returns. Throws Refusal: invalid "mail.empty",
/// "mail.too_large"; unavailable "mail.full" when too many wait already.
void spool_mail(std::filesystem::path const& city_folder, std::string_view bytes);
/// Oldest first.
std::vector<std::filesystem::path> spooled_mails(std::filesystem::path const& city_folder, std::size_t most);

}  // namespace cityhall
