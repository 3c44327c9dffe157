#include "browser.h"

#include "base/io.h"
#include "base/text.h"

namespace cityhall::scenario {

std::string multipart(Sent const& request, std::string_view boundary) {
  std::string body;
  auto const part = [&](std::string const& disposition, std::string_view bytes) {
    body += "--" + std::string{boundary} + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + std::string{bytes} + "\r\n";
  };
  for (auto const& [name, value] : request.fields) part("name=\"" + name + "\"", value);
  for (auto const& upload : request.uploads) part("name=\"" + upload.field + "\"; filename=\"" + upload.filename + "\"", upload.bytes);
  return body + "--" + std::string{boundary} + "--\r\n";
}

std::string urlencoded(Sent const& request) {
  web::Parameters parameters;
  for (auto const& [name, value] : request.fields) parameters.add(name, value);
  return web::to_urlencoded(parameters);
}

std::string bytes_of(web::Response const& response) {
  if (auto const* file = std::get_if<web::FileBody>(&response.body)) return read_file(file->path);
  return std::string{web::body_text(response)};
}

Outcome split_answer(std::string const& answer) {
  auto const end = answer.find("\r\n\r\n");
  if (answer.size() < 12 || end == std::string::npos) return {};
  Outcome outcome{.status = std::stoi(answer.substr(9, 3)), .body = answer.substr(end + 4)};
  for (auto const line : split(std::string_view{answer}.substr(0, end), '\n'))
    if (auto const colon = line.find(": "); colon != std::string_view::npos)
      outcome.headers.emplace_back(line.substr(0, colon), trim(line.substr(colon + 2)));
  return outcome;
}

void Jar::keep(std::string_view set_cookie) {
  auto const pair = set_cookie.substr(0, set_cookie.find(';'));
  auto const equals = pair.find('=');
  if (equals == std::string_view::npos) return;
  auto const name = std::string{pair.substr(0, equals)};
  if (set_cookie.find("Max-Age=0") != std::string_view::npos) cookies.erase(name);
  else cookies[name] = std::string{pair.substr(equals + 1)};
}

std::string Jar::header() const {
  std::string out;
  for (auto const& [name, value] : cookies) out += (out.empty() ? "" : "; ") + name + "=" + value;
  return out;
}

}  // namespace cityhall::scenario
