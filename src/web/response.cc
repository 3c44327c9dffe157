#include "web/response.h"

#include <algorithm>

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

std::string_view reason_phrase(int status) {
  switch (status) {
    case 100:
      return "Continue";
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 411:
      return "Length Required";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 416:
      return "Range Not Satisfiable";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    case 507:
      return "Insufficient Storage";
    default:
      return status < 400 ? "OK" : "Error";
  }
}

}  // namespace cityhall::web
