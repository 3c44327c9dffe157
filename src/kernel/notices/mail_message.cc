#include "kernel/notices/mail_message.h"

#include <algorithm>
#include <array>

#include "base/crypto.h"
#include "base/text.h"

namespace cityhall {
namespace {

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; }) && text.find("=?") == std::string_view::npos;
}

/// No value ends a line: control characters become blanks.
std::string without_breaks(std::string_view text) {
  std::string out{text};
  std::replace_if(out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  return out;
}

std::string quoted_name(std::string_view name) {
  std::string const clean = without_breaks(name);
  if (!is_plain(clean)) return encoded_header_text(clean);
  std::string out = "\"";
  for (char const letter : clean) {
    if (letter == '"' || letter == '\\') out += '\\';
    out += letter;
  }
  return out + "\"";
}

std::string address_header(Mailbox const& mailbox) {
  return mailbox.name.empty() ? mailbox.email : quoted_name(mailbox.name) + " <" + mailbox.email + ">";
}

void header(std::string& out, std::string_view name, std::string_view value) { (((out += name) += ": ") += value) += "\r\n"; }

std::string base64_lines(std::string_view bytes) {
  auto const text = base64(bytes);
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += 76) (out += std::string_view{text}.substr(at, 76)) += "\r\n";
  return out;
}

std::string text_part(std::string_view type, std::string_view text) {
  std::string out = "Content-Type: text/";
  ((out += type) += "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n") += quoted_printable(text);
  return out;
}

std::string photo_part(MailMessage const& mail) {
  return "Content-Type: image/jpeg; name=\"photo.jpg\"\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <" + mail.photo_cid +
         ">\r\nContent-Disposition: inline; filename=\"photo.jpg\"\r\n\r\n" + base64_lines(mail.photo_jpeg);
}

/// `first` and `second` between boundary lines. Quoted-printable never holds "=_", so no text can hold the boundary.
std::string parts(std::string const& boundary, std::string_view first, std::string_view second) {
  std::string out = "--" + boundary + "\r\n";
  (((out += first) += "\r\n--" + boundary + "\r\n") += second) += "\r\n--" + boundary + "--\r\n";
  return out;
}

}  // namespace

std::string encoded_header_text(std::string_view text) {
  std::string const clean = without_breaks(text);
  if (is_plain(clean)) return clean;
  std::string out;
  std::size_t at = 0;
  while (at < clean.size()) {
    // 36 bytes make 48 characters of base64: with its frame and the header's name a line stays below 76. A word never splits a character.
    auto end = std::min(at + 36, clean.size());
    while (end < clean.size() && (static_cast<unsigned char>(clean[end]) & 0xc0U) == 0x80U) --end;
    if (!out.empty()) out += "\r\n ";
    out += "=?utf-8?B?" + base64(std::string_view{clean}.substr(at, end - at)) + "?=";
    at = end;
  }
  return out;
}

std::string quoted_printable(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out, line;
  auto const end_line = [&](std::string_view with) {
    (out += line) += with;
    line.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const letter = text[i];
    if (letter == '\r') continue;
    if (letter == '\n') {
      end_line("\r\n");
      continue;
    }
    bool const ends = i + 1 == text.size() || text[i + 1] == '\n' || text[i + 1] == '\r';
    auto const byte = static_cast<unsigned char>(letter);
    // A dot or "From " at the start of a line would need help on the way.
    bool const keeps = byte >= ' ' && byte <= '~' && letter != '=' && !(letter == ' ' && ends) && !(line.empty() && (letter == '.'
        || letter == 'F'));
    std::string const unit = keeps ? std::string{letter} : std::string{'='} + digits[byte >> 4U] + digits[byte & 15U];
    if (line.size() + unit.size() > 75) end_line("=\r\n");
    line += unit;
  }
  return out + line;
}

std::string mail_date(Time time) {
  constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto const day = std::chrono::floor<std::chrono::days>(time);
  std::chrono::year_month_day const date{day};
  auto const text = to_rfc3339(time);  // 2027-03-02T14:00:00Z
  std::string out{days.at(std::chrono::weekday{day}.c_encoding())};
  (((out += ", ") += text.substr(8, 2)) += ' ') += months.at(static_cast<unsigned>(date.month()) - 1);
  return out + " " + text.substr(0, 4) + " " + text.substr(11, 8) + " +0000";
}

std::string mail_bytes(MailMessage const& mail) {
  auto const boundary = "=_" + sha256_hex(mail.message_id).substr(0, 24);
  std::string out;
  header(out, "Date", mail_date(mail.date));
  header(out, "From", address_header(mail.from));
  header(out, "To", mail.to);
  if (!mail.reply_to.empty()) header(out, "Reply-To", without_breaks(mail.reply_to));
  header(out, "Message-ID", "<" + mail.message_id + ">");
  header(out, "Subject", encoded_header_text(mail.subject));
  // RFC 3834: no automatic answers to this mail.
  header(out, "Auto-Submitted", "auto-generated");
  header(out, "X-Auto-Response-Suppress", "All");
  if (!mail.list_unsubscribe.empty()) header(out, "List-Unsubscribe", "<" + without_breaks(mail.list_unsubscribe) + ">");
  // RFC 8058 section 3.1: one click needs an HTTPS address.
  if (mail.list_unsubscribe.starts_with("https://")) header(out, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
  header(out, "Content-Language", without_breaks(mail.language));
  header(out, "MIME-Version", "1.0");
  header(out, "Content-Type", "multipart/alternative;\r\n boundary=\"" + boundary + "\"");
  out += "\r\n";
  auto rich = text_part("html", mail.html);
  if (!mail.photo_jpeg.empty()) {
    auto const inner = boundary + "r";
    rich = "Content-Type: multipart/related; type=\"text/html\";\r\n boundary=\"" + inner + "\"\r\n\r\n" + parts(inner, rich,
        photo_part(mail));
  }
  return out + parts(boundary, text_part("plain", mail.plain), rich);
}

}  // namespace cityhall
