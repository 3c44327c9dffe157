#include "mail.h"

#include <fmt/format.h>

#include "base/text.h"
#include "digits.h"

namespace cityhall::scenario {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

/// Quoted-printable; in headers "_" is a blank.
std::string decode_quoted(std::string_view text, bool in_header) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '_' && in_header) {
      out += ' ';
    } else if (text[at] != '=') {
      out += text[at];
    } else if (at + 2 < text.size() && hex_value(text[at + 1]) >= 0) {
      out += static_cast<char>(hex_value(text[at + 1]) * 16 + hex_value(text[at + 2]));
      at += 2;
    } else {
      at = std::min(text.size(), text.find('\n', at));  // a soft line break
    }
  }
  return out;
}

struct Part {
  std::string head;  // unfolded
  std::string_view body;
};

Part split_part(std::string_view message) {
  auto const end = message.find("\r\n\r\n");
  Part part{.head = std::string{message.substr(0, end)},
            .body = end == std::string_view::npos ? std::string_view{} : message.substr(end + 4)};
  for (auto const* fold : {"\r\n ", "\r\n\t"})
    for (auto at = part.head.find(fold); at != std::string::npos; at = part.head.find(fold, at)) part.head.replace(at, 3, " ");
  return part;
}

std::string header_of(Part const& part, std::string_view name) {
  for (auto const line : split(part.head, '\n')) {
    auto const colon = line.find(':');
    if (colon != std::string_view::npos && equals_ignoring_case(line.substr(0, colon), name))
      return std::string{trim(line.substr(colon + 1))};
  }
  return {};
}

std::string boundary_of(std::string_view content_type) {
  auto const at = content_type.find("boundary=");
  if (at == std::string_view::npos) return {};
  auto value = content_type.substr(at + 9);
  if (!value.empty() && value.front() == '"') return std::string{value.substr(1, value.find('"', 1) - 1)};
  return std::string{value.substr(0, value.find_first_of("; \t"))};
}

std::string decode_body(Part const& part) {
  auto const encoding = to_lower_ascii(header_of(part, "Content-Transfer-Encoding"));
  if (encoding == "base64") return from_digits(part.body, base64_letters);
  return encoding == "quoted-printable" ? decode_quoted(part.body, false) : std::string{part.body};
}

std::string readable(Part const& part) {
  auto const type = header_of(part, "Content-Type");
  auto const boundary = boundary_of(type);
  if (boundary.empty()) {
    bool const is_text = type.empty() || starts_with_ignoring_case(type, "text/");
    auto const body = decode_body(part);
    return is_text ? body : fmt::format("[{}, {} bytes]\n", type.substr(0, type.find(';')), body.size());
  }
  std::string out;
  auto const line = "--" + boundary;
  for (auto at = part.body.find(line); at != std::string_view::npos;) {
    auto const start = part.body.find("\r\n", at);
    auto const next = start == std::string_view::npos ? start : part.body.find(line, start);
    if (next == std::string_view::npos) break;
    out += readable(split_part(part.body.substr(start + 2, next - start - 4)));
    at = next;
  }
  return out;
}

}  // namespace

std::string decode_header(std::string_view value) {
  std::string out;
  bool after_word = false;
  for (std::size_t at = 0; at < value.size();) {
    auto const mark = value.substr(at).starts_with("=?") ? value.find('?', at + 2) : std::string_view::npos;
    auto const end = mark == std::string_view::npos ? mark : value.find("?=", mark + 3);
    if (end == std::string_view::npos) {
      out += value[at++];
      after_word = false;
      continue;
    }
    // Blanks between two encoded words are not part of the text (RFC 2047 section 6.2).
    if (after_word && trim(out).size() < out.size()) out = std::string{out.substr(0, out.find_last_not_of(' ') + 1)};
    auto const text = value.substr(mark + 3, end - mark - 3);
    out += (value[mark + 1] | 0x20) == 'b' ? from_digits(text, base64_letters) : decode_quoted(text, true);
    at = end + 2;
    after_word = value.substr(at).starts_with(" =?");
    if (after_word) ++at;
  }
  return out;
}

SentMail read_mail(std::string to, std::string_view message) {
  auto const part = split_part(message);
  // How to answer, where the city reads answers.
  auto const reply_to = header_of(part, "Reply-To");
  auto const ways = reply_to.empty() ? std::string{} : "Reply-To: " + reply_to + "\nMessage-ID: " + header_of(part, "Message-ID") + "\n";
  return {.to = std::move(to), .subject = decode_header(header_of(part, "Subject")), .text = ways + readable(part)};
}

}  // namespace cityhall::scenario
