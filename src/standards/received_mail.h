#pragma once
// A mail that came in (RFC 5322, MIME), as far as a city needs it. Pure; parsed with GMime.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cityhall::standards {

enum class MailKind {
  person,     // somebody wrote it
  automatic,  // an absence notice or another answer of a machine (RFC 3834), a mailing list
  bounce,     // a mail of ours could not be delivered (RFC 3464)
};

struct MailAttachment {
  std::string file_name{};   // as the sender calls it; for people only, never a path
  std::string media_type{};  // "image/jpeg"
  std::string bytes{};       // of pictures only
};

struct ReceivedMail {
  MailKind kind = MailKind::person;
  std::string message_id{};               // without angle brackets; empty: none
  std::vector<std::string> references{};  // what it answers, the nearest first
  std::string from_name{};
  std::string from{};                     // in lower case
  std::vector<std::string> recipients{};  // To, Cc, and what the mail server says of the envelope
  std::string subject{};
  std::string language{};  // Content-Language; may be empty
  std::string text{};      // plain, UTF-8, with what it quotes
  std::vector<MailAttachment> attachments{};
  std::string bounced_id{};     // of a bounce: the mail of ours
  std::string bounce_status{};  // "5.1.1"
  bool bounced_for_good = false;
};

struct MailLimits {
  std::size_t bytes = 30U << 20U;
  int depth = 12;
  int parts = 100;
  int boundary_lines = 1000;               // lines that may begin or end a part; counted before anything is built of them
  std::size_t header_bytes = 256U << 10U;  // of the mail itself
  std::size_t text_bytes = 200'000;        // what is longer is cut
  std::size_t html_bytes = 2'000'000;      // what is longer is cut before its words are taken out
};

/// Fails for what is no mail: no or several senders, a doubled header that may stand once, more than the limits. A long text is cut.
Result<ReceivedMail> parse_mail(std::string_view bytes, MailLimits limits = {});

/// The text without what it quotes from earlier mails and without the signature below "-- ".
std::string without_quotes(std::string_view text);
/// The words of an HTML text, a line for each block.
std::string text_of_html(std::string_view html);

}  // namespace cityhall::standards
