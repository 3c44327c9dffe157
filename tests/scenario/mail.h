#pragma once
// Reading the mails that the program sent: enough of RFC 5322, 2045 and 2047 for our own letters.

#include <string>
#include <string_view>

#include "outcome.h"

namespace cityhall::scenario {

/// Subject and readable text of a raw message. `text` is every text part, decoded, one after the other; for each attachment a line
/// "[image/jpeg, 12345 bytes]". A mail that says where to answer begins with the lines "Reply-To: …" and "Message-ID: …".
SentMail read_mail(std::string to, std::string_view message);
/// "=?UTF-8?B?…?=" and "=?UTF-8?Q?…?=" in a header value.
std::string decode_header(std::string_view value);

}  // namespace cityhall::scenario
