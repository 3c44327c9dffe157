#include "web/response.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace cityhall::web {
namespace {

Response typed(ResponseBody body, std::string_view content_type, int status) {
  return {.status = status, .headers = {{"Content-Type", content_type}}, .body = std::move(body)};
}

bool is_header_safe(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7F; });
}

/// Only a path of this site: "//host" and "/\host" mean another one to a browser.
std::string_view local_path(std::string_view path) {
  bool const local = path.starts_with('/') && !path.starts_with("//") && path.find('\\') == std::string_view::npos && is_header_safe(path);
  return local ? path : "/";
}

Response redirect(int status, std::string_view location) { return {.status = status, .headers = {{"Location", location}}}; }

}  // namespace

Response html(std::string page, int status) { return typed(std::move(page), "text/html; charset=utf-8", status); }
Response html(std::shared_ptr<std::string const> page, int status) { return typed(std::move(page), "text/html; charset=utf-8", status); }
Response html(Variants page, int status) { return typed(std::move(page), "text/html; charset=utf-8", status); }
Response json(std::string text, int status) { return typed(std::move(text), "application/json; charset=utf-8", status); }
Response xml(std::string text, int status) { return typed(std::move(text), "text/xml; charset=utf-8", status); }
Response text(std::string text, int status) { return typed(std::move(text), "text/plain; charset=utf-8", status); }
Response see_other(std::string_view path) { return redirect(303, local_path(path)); }
Response moved_permanently(std::string_view path) { return redirect(308, local_path(path)); }
Response see_other_site(std::string_view url) {
  bool const usable = (url.starts_with("https://") || url.starts_with("http://")) && is_header_safe(url);
  return redirect(303, usable ? url : "/");
}
Response no_content() { return {.status = 204}; }
Response file(FileBody body, std::string_view content_type) { return typed(std::move(body), content_type, 200); }

void set_download_name(Response& response, std::string_view filename) {
  std::string plain;  // for clients that know no filename*
  for (char const c : filename)
    plain += static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E || c == '"' || c == '\\' || c == '/' ? '_' : c;
  response.headers.set("Content-Disposition", "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + percent_encode(filename));
}

void no_store(Response& response) { response.headers.set("Cache-Control", "no-store"); }
void cache_for(Response& response, std::int64_t seconds) {
  response.headers.set("Cache-Control", "public, max-age=" + std::to_string(seconds));
}

std::string_view body_text(Response const& response) {
  if (auto const* text = std::get_if<std::string>(&response.body)) return *text;
  if (auto const* shared = std::get_if<std::shared_ptr<std::string const>>(&response.body))
    return *shared ? std::string_view{**shared} : std::string_view{};
  if (auto const* variants = std::get_if<Variants>(&response.body)) return variants->identity;
  return {};
}

namespace {
constexpr std::array<std::pair<int, std::string_view>, 35> reasons{{
    {100, "Continue"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
    {507, "Insufficient Storage"},
}};
}  // namespace

std::string_view reason_phrase(int status) {
  for (auto const& [known, reason] : reasons)
    if (known == status) return reason;
  return status < 400 ? "OK" : "Error";
}

}  // namespace cityhall::web
