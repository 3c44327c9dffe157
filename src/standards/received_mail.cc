#include "standards/received_mail.h"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>

#include <gmime/gmime.h>

#include "base/text.h"

namespace cityhall::standards {
namespace {

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
struct FreeOptions {
  void operator()(GMimeParserOptions* options) const { g_mime_parser_options_free(options); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

std::string text_or_empty(char const* text) { return text == nullptr ? std::string{} : std::string{text}; }

/// GMime gives UTF-8, except where a sender lied about it.
std::string clean(std::string text) {
  if (!is_utf8(text))
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  return without_control_characters(text);
}

std::string one_line(char const* text) {
  auto line = clean(text_or_empty(text));
  std::replace(line.begin(), line.end(), '\n', ' ');
  return std::string{trim(line)};
}

/// The first bytes, and no half letter.
std::string_view cut(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return text.substr(0, bytes);
}

/// Only a line that begins so can be between two parts (RFC 2046 section 5.1.1).
bool has_too_many_boundaries(std::string_view bytes, int most) {
  int lines = bytes.starts_with("--") ? 1 : 0;
  for (auto at = bytes.find("\n--"); at != std::string_view::npos && lines <= most; at = bytes.find("\n--", at + 1)) ++lines;
  return lines > most;
}

bool has_long_header(std::string_view bytes, std::size_t most) {
  if (bytes.size() <= most) return false;
  auto const begin = bytes.substr(0, most);
  return begin.find("\n\n") == std::string_view::npos && begin.find("\n\r\n") == std::string_view::npos;
}

struct Reading {
  MailLimits limits;
  ReceivedMail mail{};
  std::string html{};
  int parts = 0;
  bool too_much = false;
};

std::string header_of(GMimeObject* object, char const* name) { return one_line(g_mime_object_get_header(object, name)); }

void add_addresses(std::vector<std::string>& found, InternetAddressList* list) {
  if (list == nullptr) return;
  for (int i = 0; i < internet_address_list_length(list); ++i) {
    auto* address = internet_address_list_get_address(list, i);
    if (INTERNET_ADDRESS_IS_GROUP(address)) add_addresses(found, internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address)));
    else if (INTERNET_ADDRESS_IS_MAILBOX(address))
      found.push_back(to_lower_ascii(one_line(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)))));
  }
}

void add_recipients(Reading& reading, GMimeMessage* message) {
  auto& found = reading.mail.recipients;
  add_addresses(found, g_mime_message_get_to(message));
  add_addresses(found, g_mime_message_get_cc(message));
  for (char const* name : {"Delivered-To", "X-Original-To", "Envelope-To"}) {
    auto const value = header_of(GMIME_OBJECT(message), name);
    if (value.empty()) continue;
    Owned<InternetAddressList> const list{internet_address_list_parse(nullptr, value.c_str())};
    add_addresses(found, list.get());
  }
}

constexpr std::size_t id_bytes_max = 1000;  // a line of a mail is no longer (RFC 5322 section 2.1.1)
constexpr int references_max = 100;

/// "<a@b> <c@d>": the ids, the last first, because that is the mail that is answered.
void add_references(std::vector<std::string>& found, std::string_view value) {
  std::vector<std::string> ids;
  std::size_t close = 0;
  for (auto open = value.find('<'); open != std::string_view::npos; open = value.find('<', close)) {
    close = value.find('>', open);
    if (close == std::string_view::npos) break;
    if (close - open < id_bytes_max) ids.emplace_back(value.substr(open + 1, close - open - 1));
  }
  if (ids.size() > references_max) ids.erase(ids.begin(), ids.end() - references_max);
  found.insert(found.end(), ids.rbegin(), ids.rend());
}

/// Headers of which RFC 5322 section 3.6 allows one.
std::string doubled_header(GMimeMessage* message) {
  std::map<std::string, int> seen;
  auto* headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
  for (int i = 0; i < g_mime_header_list_get_count(headers); ++i)
    ++seen[to_lower_ascii(text_or_empty(g_mime_header_get_name(g_mime_header_list_get_header_at(headers, i))))];
  for (char const* name : {"from", "sender", "reply-to", "to", "cc", "message-id", "in-reply-to", "references", "subject"})
    if (seen[name] > 1) return name;
  return {};
}

MailKind kind_of(GMimeMessage* message, std::string const& from) {
  auto* object = GMIME_OBJECT(message);
  auto const automatic = to_lower_ascii(header_of(object, "Auto-Submitted"));
  auto const precedence = to_lower_ascii(header_of(object, "Precedence"));
  auto const local = from.substr(0, from.find('@'));
  auto* type = g_mime_object_get_content_type(g_mime_message_get_mime_part(message));
  if (g_mime_content_type_is_type(type, "multipart", "report") || local == "mailer-daemon" || header_of(object, "Return-Path") == "<>")
    return automatic.starts_with("auto-replied") && local != "mailer-daemon" ? MailKind::automatic : MailKind::bounce;
  bool const answered = !automatic.empty() && automatic != "no";
  bool const bulk = precedence == "bulk" || precedence == "junk" || precedence == "list" || precedence == "auto_reply";
  bool const list = !header_of(object, "List-Id").empty();
  bool const marked = !header_of(object, "X-Autoreply").empty() || !header_of(object, "X-Autorespond").empty();
  return answered || bulk || list || marked || local == "postmaster" ? MailKind::automatic : MailKind::person;
}

std::string bytes_of(GMimePart* part) {
  auto* content = g_mime_part_get_content(part);
  if (content == nullptr) return {};
  Owned<GMimeStream> const stream{g_mime_stream_mem_new()};
  g_mime_data_wrapper_write_to_stream(content, stream.get());
  auto const* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  return {reinterpret_cast<char const*>(bytes->data), bytes->len};
}

/// RFC 3464: "Action: failed", "Status: 5.1.1".
void read_status(ReceivedMail& mail, std::string const& text) {
  for (auto const line : split(text, '\n')) {
    auto const colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    auto const name = to_lower_ascii(trim(line.substr(0, colon)));
    auto const value = trim(line.substr(colon + 1));
    if (name == "action") mail.bounced_for_good = mail.bounced_for_good || to_lower_ascii(value) == "failed";
    if (name == "status") mail.bounce_status = shorten(clean(std::string{value}), 40);
  }
}

void read_bounced_headers(ReceivedMail& mail, std::string const& text) {
  for (auto const line : split(text, '\n'))
    if (starts_with_ignoring_case(line, "message-id:")) {
      std::vector<std::string> ids;
      add_references(ids, line);
      if (!ids.empty()) mail.bounced_id = ids.front();
    }
}

std::string text_in(GMimePart* part) {
  if (!GMIME_IS_TEXT_PART(part)) return bytes_of(part);
  std::unique_ptr<char, decltype(&g_free)> const text{g_mime_text_part_get_text(GMIME_TEXT_PART(part)), g_free};
  return text_or_empty(text.get());
}

void read_part(Reading& reading, GMimePart* part) {
  auto* type = g_mime_object_get_content_type(GMIME_OBJECT(part));
  auto const* disposition = g_mime_object_get_disposition(GMIME_OBJECT(part));
  bool const attached = disposition != nullptr && equals_ignoring_case(disposition, "attachment");
  auto& mail = reading.mail;
  if (g_mime_content_type_is_type(type, "message", "delivery-status")) return read_status(mail, bytes_of(part));
  if (g_mime_content_type_is_type(type, "text", "rfc822-headers")) return read_bounced_headers(mail, bytes_of(part));
  if (!attached && g_mime_content_type_is_type(type, "text", "plain")) {
    if (mail.text.size() < reading.limits.text_bytes) mail.text += text_in(part) + "\n";
    return;
  }
  if (!attached && g_mime_content_type_is_type(type, "text", "html")) {
    if (reading.html.size() < reading.limits.text_bytes) reading.html += text_in(part);
    return;
  }
  std::unique_ptr<char, decltype(&g_free)> const named{g_mime_content_type_get_mime_type(type), g_free};
  bool const picture = g_mime_content_type_is_type(type, "image", "*");
  mail.attachments.push_back({.file_name = shorten(one_line(g_mime_part_get_filename(part)), 200),
                              .media_type = to_lower_ascii(text_or_empty(named.get())),
                              .bytes = picture ? bytes_of(part) : std::string{}});
}

void read_object(Reading& reading, GMimeObject* object, int depth) {
  if (object == nullptr) return;
  if (depth > reading.limits.depth || ++reading.parts > reading.limits.parts) {
    reading.too_much = true;
    return;
  }
  if (GMIME_IS_MULTIPART(object)) {
    auto* multipart = GMIME_MULTIPART(object);
    for (int i = 0; i < g_mime_multipart_get_count(multipart); ++i)
      read_object(reading, g_mime_multipart_get_part(multipart, i), depth + 1);
  } else if (GMIME_IS_MESSAGE_PART(object)) {
    // A mail inside a mail: of a bounce the one that came back; else a file that somebody forwards.
    auto* inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
    if (inner != nullptr && reading.mail.kind == MailKind::bounce)
      reading.mail.bounced_id = text_or_empty(g_mime_message_get_message_id(inner));
    else reading.mail.attachments.push_back({.file_name = "message.eml", .media_type = "message/rfc822"});
  } else if (GMIME_IS_PART(object)) {
    read_part(reading, GMIME_PART(object));
  }
}

Result<ReceivedMail> read_message(Reading& reading, GMimeMessage* message) {
  auto* from = g_mime_message_get_from(message);
  bool const one = from != nullptr && internet_address_list_length(from) == 1;
  if (!one || !INTERNET_ADDRESS_IS_MAILBOX(internet_address_list_get_address(from, 0))) return Error{"the mail does not have one sender"};
  if (auto const doubled = doubled_header(message); !doubled.empty()) return Error{"the header " + doubled + " stands twice"};
  auto& mail = reading.mail;
  auto* sender = internet_address_list_get_address(from, 0);
  mail.from = to_lower_ascii(one_line(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(sender))));
  mail.from_name = shorten(one_line(internet_address_get_name(sender)), 120);
  mail.message_id = one_line(g_mime_message_get_message_id(message));
  mail.subject = shorten(one_line(g_mime_message_get_subject(message)), 300);
  mail.language = header_of(GMIME_OBJECT(message), "Content-Language");
  add_references(mail.references, header_of(GMIME_OBJECT(message), "In-Reply-To"));
  add_references(mail.references, header_of(GMIME_OBJECT(message), "References"));
  add_recipients(reading, message);
  auto* body = g_mime_message_get_mime_part(message);
  if (body != nullptr) mail.kind = kind_of(message, mail.from);
  read_object(reading, body, 0);
  if (reading.too_much) return Error{"the mail has too many parts"};
  auto const& limits = reading.limits;
  mail.text = clean(trim(mail.text).empty() ? text_of_html(cut(clean(reading.html), limits.html_bytes)) : mail.text);
  mail.text = std::string{cut(mail.text, limits.text_bytes)};
  return std::move(mail);
}

}  // namespace

Result<ReceivedMail> parse_mail(std::string_view bytes, MailLimits limits) {
  static std::once_flag started;
  std::call_once(started, [] { g_mime_init(); });
  if (bytes.size() > limits.bytes) return Error{"the mail is too large"};
  if (has_long_header(bytes, limits.header_bytes)) return Error{"the header of the mail is too long"};
  if (has_too_many_boundaries(bytes, limits.boundary_lines)) return Error{"the mail has too many parts"};
  Owned<GMimeStream> const stream{g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size())};
  Owned<GMimeParser> const parser{g_mime_parser_new_with_stream(stream.get())};
  std::unique_ptr<GMimeParserOptions, FreeOptions> const options{g_mime_parser_options_new()};
  Owned<GMimeMessage> const message{g_mime_parser_construct_message(parser.get(), options.get())};
  if (!message) return Error{"this is no mail"};
  Reading reading{.limits = limits};
  return read_message(reading, message.get());
}

}  // namespace cityhall::standards
