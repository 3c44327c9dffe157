#include "web/multipart.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"

namespace cityhall::web {
namespace {

constexpr std::string_view line_end = "\r\n";

bool is_boundary_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view{"'()+_,-./:=? "}.find(c) != std::string_view::npos;
}
bool is_token_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
}

struct Value {
  std::string main;  // before the first ';', lower case
  std::vector<std::pair<std::string, std::string>> parameters{};

  std::optional<std::string> parameter(std::string_view name) const {
    for (auto const& [key, value] : parameters)
      if (key == name) return value;
    return {};
  }
};

/// Reads a quoted string; `text` stands behind the opening quote. Browsers escape a quote as %22 and send a backslash as it is, so a
/// backslash escapes only '"' and '\'.
std::optional<std::string> take_quoted(std::string_view& text) {
  std::string value;
  while (!text.empty() && text.front() != '"') {
    if (text.front() == '\\' && text.size() > 1 && (text[1] == '"' || text[1] == '\\')) text.remove_prefix(1);
    value += text.front();
    text.remove_prefix(1);
  }
  if (text.empty()) return {};
  text.remove_prefix(1);
  return value;
}

std::string take_token(std::string_view& text) {
  auto const end = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_token_character) - text.begin());
  std::string token{text.substr(0, end)};
  text.remove_prefix(end);
  return token;
}

/// `form-data; name="a"; filename="b"`. Nothing when malformed or when a parameter comes twice.
std::optional<Value> parse_value(std::string_view text) {
  auto const semicolon = std::min(text.find(';'), text.size());
  Value value{.main = to_lower_ascii(trim(text.substr(0, semicolon)))};
  text.remove_prefix(semicolon);
  while (!text.empty()) {
    text = trim(text.substr(1));
    if (text.empty()) break;  // a semicolon at the end
    auto key = to_lower_ascii(take_token(text));
    if (key.empty() || text.empty() || text.front() != '=' || value.parameter(key)) return {};
    text.remove_prefix(1);
    if (!text.empty() && text.front() == '"') {
      text.remove_prefix(1);
      auto quoted = take_quoted(text);
      if (!quoted) return {};
      value.parameters.emplace_back(std::move(key), std::move(*quoted));
    } else {
      value.parameters.emplace_back(std::move(key), take_token(text));
    }
    text = trim(text);
    if (!text.empty() && text.front() != ';') return {};
  }
  return value;
}

std::string without_folders(std::string const& filename) { return filename.substr(filename.find_last_of("/\\") + 1); }

std::string unescape_quotes(std::string text) {
  // WHATWG HTML "multipart/form-data encoding algorithm": browsers send '"', CR and LF in names as %22, %0D and %0A.
  for (std::size_t at = 0; (at = text.find("%22", at)) != std::string::npos; ++at) text.replace(at, 3, "\"");
  return text;
}

Error fault(std::string what) { return {std::move(what)}; }

std::optional<Error> read_disposition(std::string_view text, FormPart& part) {
  auto const value = parse_value(text);
  if (!value || value->main != "form-data") return fault("a part's Content-Disposition is not form-data or is malformed");
  auto const name = value->parameter("name");
  if (!name || name->empty()) return fault("a part has no name");
  // RFC 7578 section 4.2: filename* is not used in forms; reading it would let one part have two names.
  if (value->parameter("filename*")) return fault("a part uses filename*, which RFC 7578 forbids in forms");
  part.name = unescape_quotes(*name);
  if (auto const filename = value->parameter("filename")) {
    part.is_file = true;
    part.filename = without_folders(unescape_quotes(*filename));
  }
  auto const has_odd = [](std::string const& s) {
    return std::any_of(s.begin(), s.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  };
  if (!is_utf8(part.name) || !is_utf8(part.filename)) return fault("a part's name or file name is not UTF-8");
  if (has_odd(part.name) || has_odd(part.filename)) return fault("a part's name has control characters");
  return {};
}

class PartReader {
 public:
  explicit PartReader(MultipartLimits const& limits) : limits_{limits} {}

  /// The header lines of one part, each ending in CRLF.
  std::optional<Error> read_headers(std::string_view text, FormPart& part) {
    if (text.size() > limits_.header_bytes) return fault("a part's headers are too long");
    std::size_t count = 0;
    while (!text.empty()) {
      auto const end = text.find(line_end);
      auto const line = text.substr(0, end);
      text.remove_prefix(end + line_end.size());
      if (++count > limits_.headers_per_part) return fault("a part has too many headers");
      if (auto error = read_line(line, part)) return error;
    }
    if (!seen_disposition_) return fault("a part has no Content-Disposition");
    return {};
  }

 private:
  std::optional<Error> read_line(std::string_view line, FormPart& part) {
    if (line.find_first_of(std::string_view{"\r\n\0", 3}) != std::string_view::npos)
      return fault("a part's header has a bare line end or a NUL");
    if (line.empty()) return fault("a part begins without headers");
    if (line.front() == ' ' || line.front() == '\t') return fault("a part has a folded header");
    auto rest = line;
    auto const name = to_lower_ascii(take_token(rest));
    if (name.empty() || rest.empty() || rest.front() != ':') return fault("a part has a malformed header line");
    auto const value = trim(rest.substr(1));
    if (name == "content-disposition")
      return std::exchange(seen_disposition_, true) ? fault("a part has two Content-Disposition headers") : read_disposition(value, part);
    if (name == "content-type")
      return std::exchange(seen_type_, true) ? fault("a part has two Content-Type headers") : read_type(value, part);
    if (name == "content-transfer-encoding" && !equals_ignoring_case(value, "binary") && !equals_ignoring_case(value, "8bit") &&
        !equals_ignoring_case(value, "7bit"))
      return fault("a part has a transfer encoding, which RFC 7578 forbids");
    return {};
  }
  static std::optional<Error> read_type(std::string_view text, FormPart& part) {
    auto const value = parse_value(text);
    if (!value || value->main.size() > 127) return fault("a part has a malformed Content-Type");
    if (value->main.starts_with("multipart/")) return fault("a part is itself multipart");
    part.content_type = value->main;
    return {};
  }

  MultipartLimits const& limits_;
  bool seen_disposition_ = false;
  bool seen_type_ = false;
};

}  // namespace

Result<std::string> multipart_boundary(std::string_view content_type) {
  auto const value = parse_value(content_type);
  auto const boundary = value ? value->parameter("boundary") : std::nullopt;
  // RFC 2046 section 5.1.1: 1 to 70 characters, the last no blank.
  if (!boundary || boundary->empty() || boundary->size() > 70 || boundary->back() == ' ' ||
      !std::all_of(boundary->begin(), boundary->end(), is_boundary_character))
    return fault("the multipart boundary is missing or malformed");
  return *boundary;
}

Result<std::vector<FormPart>> parse_multipart(std::string_view body, std::string_view boundary, MultipartLimits limits) {
  std::string const delimiter = "\r\n--" + std::string{boundary};
  if (body.starts_with(line_end)) body.remove_prefix(2);
  if (!body.starts_with(std::string_view{delimiter}.substr(2))) return fault("the body does not begin with its boundary");
  body.remove_prefix(delimiter.size() - 2);
  std::vector<FormPart> parts;
  while (!body.starts_with("--")) {
    if (!body.starts_with(line_end)) return fault("a boundary line has something behind it");
    body.remove_prefix(2);
    auto const headers_end = body.substr(0, limits.header_bytes + 4).find("\r\n\r\n");
    if (headers_end == std::string_view::npos) return fault("a part's headers do not end");
    if (parts.size() == limits.parts) return fault("the form has more than " + std::to_string(limits.parts) + " parts");
    FormPart part;
    if (auto error = PartReader{limits}.read_headers(body.substr(0, headers_end + 2), part)) return std::move(*error);
    body.remove_prefix(headers_end + 4);
    auto const end = body.find(delimiter);
    if (end == std::string_view::npos) return fault("the last part does not end: the upload was cut off");
    part.bytes = body.substr(0, end);
    body.remove_prefix(end + delimiter.size());
    parts.push_back(std::move(part));
  }
  if (body.size() > 4 || (body != "--" && body != "--\r\n")) return fault("there are bytes after the last boundary");
  return parts;
}

}  // namespace cityhall::web
