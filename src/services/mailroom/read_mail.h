#pragma once
// What becomes of a mail.

#include <string>
#include <string_view>

#include "kernel/city.h"

namespace cityhall {

/// Reads one mail and makes of it what it is; the same mail again makes nothing. Gives the outcome, see mail_log.h. Takes as long as its
/// pictures take. Throws Refusal(unavailable) when it must be tried again.
std::string read_mail(City& city, std::string_view bytes);
/// Job: reads what waits in the city's folder.
void read_spooled_mails(City& city);

}  // namespace cityhall
