#include "web/request.h"

#include <algorithm>

#include "base/text.h"
#include "web/multipart.h"

namespace cityhall::web {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

/// Visible ASCII. Wider than RFC 3986, because browsers send [ ] | ^ { } unencoded in queries; '#', '<', '>' and '\\' no browser sends.
bool is_target_character(char c) {
  auto const byte = static_cast<unsigned char>(c);
  return byte > 0x20 && byte < 0x7F && c != '#' && c != '<' && c != '>' && c != '\\';
}

FormData read_multipart(Request const& request) {
  auto const boundary = multipart_boundary(request.header("content-type"));
  if (!boundary) return {.fault = boundary.error().what};
  // Uploads outlive the request: a spooled body is shared, one in memory is copied to where it can be.
  auto keep = request.body.keep();
  auto bytes = request.body.bytes();
  if (!keep) {
    auto copy = std::make_shared<std::string const>(bytes);
    bytes = *copy;
    keep = std::move(copy);
  }
  auto parts = parse_multipart(bytes, *boundary);
  if (!parts) return {.fault = parts.error().what};
  FormData form;
  for (auto& part : *parts) {
    if (!part.is_file) {
      auto const odd =
          std::any_of(part.bytes.begin(), part.bytes.end(), [](char c) { return is_control(c) && c != '\t' && c != '\n' && c != '\r'; });
      auto const utf8 = is_utf8(part.bytes);
      auto const fault = !utf8 ? TextFault::not_utf8 : odd ? TextFault::control_character : TextFault::none;
      form.fields.add(std::move(part.name), utf8 ? std::string{part.bytes} : std::string{}, fault);
    } else if (!part.filename.empty() || !part.bytes.empty()) {
      form.files.push_back({std::move(part.name), std::move(part.filename), std::move(part.content_type), part.bytes, keep});
    }
  }
  return form;
}

}  // namespace

std::vector<Upload const*> FormData::files_of(std::string_view name) const {
  std::vector<Upload const*> found;
  for (auto const& file : files)
    if (file.name == name) found.push_back(&file);
  return found;
}

std::string_view Request::cookie(std::string_view name) const {
  std::string_view found;
  int times = 0;
  for (auto const line : headers.all("cookie"))
    for (auto const pair : split(line, ';')) {
      auto const equals = pair.find('=');
      if (equals == std::string_view::npos || trim(pair.substr(0, equals)) != name) continue;
      found = trim(pair.substr(equals + 1));
      ++times;
    }
  return times == 1 ? found : std::string_view{};
}

std::string Request::content_type() const {
  auto const value = header("content-type");
  return to_lower_ascii(trim(value.substr(0, value.find(';'))));
}

bool set_target(Request& request, std::string_view target) {
  if (target.empty() || target.front() != '/' || !std::all_of(target.begin(), target.end(), is_target_character)) return false;
  auto const question = std::min(target.find('?'), target.size());
  auto const raw_path = target.substr(0, question);
  if (raw_path.find('%') == std::string_view::npos) {
    request.path = raw_path;
  } else {
    // An encoded slash would mean different things before and after decoding.
    for (std::string_view const trap : {"%2f", "%2F", "%5c", "%5C"})
      if (raw_path.find(trap) != std::string_view::npos) return false;
    auto decoded = percent_decode(raw_path, PercentKind::path);
    if (!decoded.ok || !is_utf8(decoded.text) || std::any_of(decoded.text.begin(), decoded.text.end(), is_control)) return false;
    request.path = std::move(decoded.text);
  }
  request.target = target;
  request.query = {};
  if (question < target.size()) request.query = parse_urlencoded(target.substr(question + 1)).parameters;
  return true;
}

FormData read_form(Request const& request) {
  if (request.body.empty()) return {};
  auto const type = request.content_type();
  if (type == "multipart/form-data") return read_multipart(request);
  if (type != "application/x-www-form-urlencoded") return {};
  auto parsed = parse_urlencoded(request.body.bytes());
  return {.fields = std::move(parsed.parameters), .fault = parsed.too_many ? "the form has more than 1000 fields" : ""};
}

Request make_request(Method method, std::string_view target, Headers headers, std::string body) {
  Request request{.method = method, .headers = std::move(headers), .body = Body{std::move(body)}};
  if (!set_target(request, target)) request.target = std::string{target};
  request.authority = request.headers.has("host") ? std::string{request.header("host")} : "localhost";
  request.host = request.authority.substr(0, request.authority.rfind(':'));
  request.remote_address = "127.0.0.1";
  if (!request.body.empty() && !request.headers.has("content-type"))
    request.headers.add("content-type", "application/x-www-form-urlencoded");
  request.form = read_form(request);
  return request;
}

}  // namespace cityhall::web
