#pragma once
// A mail as bytes: RFC 5322 headers, RFC 2047 words, MIME parts (RFC 2045, 2387). Pure. Nothing in a value can begin a new header line.

#include <string>
#include <string_view>

#include "base/time.h"
#include "kernel/settings/mailbox.h"

namespace cityhall {

struct MailMessage {
  Mailbox from;
  std::string to;                // normal_email()
  std::string subject;
  std::string message_id;        // without angle brackets; unique for ever
  std::string reply_to;          // an address, may be empty
  std::string list_unsubscribe;  // URL or mailto:, may be empty; an https URL is offered for one click, too (RFC 8058)
  std::string language;
  Time date{};
  std::string plain;
  std::string html;
  std::string photo_jpeg;        // shown inside the HTML; empty: none
  std::string photo_cid;
};

/// CRLF lines, 7-bit, none longer than 76 bytes (headers 998).
std::string mail_bytes(MailMessage const& mail);

/// RFC 2047: the text as it is when it is plain ASCII, else base64 words, folded.
std::string encoded_header_text(std::string_view text);
/// RFC 2045 section 6.7.
std::string quoted_printable(std::string_view text);
/// RFC 5322 section 3.3, in UTC: "Tue, 02 Mar 2027 14:00:00 +0000".
std::string mail_date(Time time);

}  // namespace cityhall
