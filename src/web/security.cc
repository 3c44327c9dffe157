#include "web/security.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "base/crypto.h"
#include "base/text.h"

namespace cityhall::web {
namespace {

constexpr std::string_view csrf_purpose = "csrf";
constexpr std::size_t csrf_bytes = 32;

std::string mask(std::string_view bytes, std::string_view pad) {
  std::string out{bytes};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<char>(out[i] ^ pad[i]);
  return out;
}

bool is_cookie_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view{"-._~"}.find(c) != std::string_view::npos;
}

void add_cookie(Response& response, Request const& request, Cookie const& cookie) {
  if (!std::all_of(cookie.value.begin(), cookie.value.end(), is_cookie_character)) throw std::invalid_argument{"cookie value"};
  auto line = cookie_name(request, cookie.name) + "=" + std::string{cookie.value} + "; Path=/; HttpOnly; SameSite=Lax";
  if (request.secure) line += "; Secure";
  if (cookie.max_age) line += "; Max-Age=" + std::to_string(cookie.max_age->count());
  response.headers.add("Set-Cookie", line);
}

/// The offered language that fits a range ("es-MX" → "es"), or empty. RFC 4647 section 3.4: shorten at the hyphens from the right.
std::string_view fitting(std::string_view range, std::span<std::string const> offered) {
  while (!range.empty()) {
    for (auto const& language : offered)
      if (equals_ignoring_case(language, range)) return language;
    auto const hyphen = range.rfind('-');
    if (hyphen == std::string_view::npos) return {};
    range = range.substr(0, hyphen);
  }
  return {};
}

/// q in thousandths; RFC 9110 section 12.4.2.
int weight_of(std::string_view parameters) {
  auto const at = parameters.find("q=");
  if (at == std::string_view::npos) return 1000;
  double q = 0;
  auto const text = parameters.substr(at + 2);
  auto const fault = std::from_chars(text.data(), text.data() + text.size(), q, std::chars_format::fixed).ec;
  return fault == std::errc{} && q >= 0 && q <= 1 ? static_cast<int>(q * 1000) : 0;
}

}  // namespace

std::string cookie_name(Request const& request, std::string_view name) { return (request.secure ? "__Host-" : "") + std::string{name}; }
std::string_view our_cookie(Request const& request, std::string_view name) { return request.cookie(cookie_name(request, name)); }
void set_cookie(Response& response, Request const& request, Cookie const& cookie) { add_cookie(response, request, cookie); }
void clear_cookie(Response& response, Request const& request, std::string_view name) {
  add_cookie(response, request, {.name = name, .value = "", .max_age = std::chrono::seconds{0}});
}

std::string csrf_token(std::string_view session_secret, Random& random) {
  std::string pad(csrf_bytes, '\0');
  random.fill({reinterpret_cast<std::uint8_t*>(pad.data()), pad.size()});
  return base64url(pad + mask(hmac_sha256(session_secret, csrf_purpose), pad));
}

bool is_csrf_token(std::string_view token, std::string_view session_secret) {
  auto const bytes = from_base64url(token);
  if (!bytes || bytes->size() != 2 * csrf_bytes || session_secret.empty()) return false;
  auto const pad = std::string_view{*bytes}.substr(0, csrf_bytes);
  return equal_secrets(mask(std::string_view{*bytes}.substr(csrf_bytes), pad), hmac_sha256(session_secret, csrf_purpose));
}

bool comes_from_our_pages(Request const& request) {
  if (auto const site = request.header("sec-fetch-site"); !site.empty()) return site == "same-origin" || site == "none";
  if (auto const origin = request.header("origin"); !origin.empty()) return equals_ignoring_case(origin, request.origin());
  auto const referer = request.header("referer");
  return referer.empty() || equals_ignoring_case(referer, request.origin()) || starts_with_ignoring_case(referer, request.origin() + "/");
}

std::string_view choose_language(Request const& request, std::span<std::string const> offered) {
  if (offered.empty()) return "en";
  for (auto const wish : {request.query.get("lang"), our_cookie(request, "lang")})
    if (auto const language = fitting(wish, offered); !language.empty()) return language;
  std::string_view best = offered.front();
  int best_weight = 0;
  for (auto const piece : split(request.header("accept-language"), ',')) {
    auto const semicolon = std::min(piece.find(';'), piece.size());
    auto const range = trim(piece.substr(0, semicolon));
    auto const weight = weight_of(piece.substr(semicolon));
    auto const language = range == "*" ? std::string_view{offered.front()} : fitting(range, offered);
    if (language.empty() || weight <= best_weight) continue;
    best = language;
    best_weight = weight;
  }
  return best;
}

}  // namespace cityhall::web
