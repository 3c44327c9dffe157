#pragma once
// Cookies, tokens against forged requests, language choice.

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/random.h"
#include "web/request.h"
#include "web/response.h"

namespace cityhall::web {

/// The name that a cookie of ours has: "__Host-" before it when the connection is https, so that no other host can plant it.
std::string cookie_name(Request const& request, std::string_view name);
/// The value of our cookie, or empty.
std::string_view our_cookie(Request const& request, std::string_view name);

struct Cookie {
  std::string_view name;
  std::string_view value;                         // letters, digits and -._~ only, else std::invalid_argument
  std::optional<std::chrono::seconds> max_age{};  // nothing: until the browser closes
};
/// HttpOnly, SameSite=Lax, Path=/, Secure and __Host- when the request came by https.
void set_cookie(Response& response, Request const& request, Cookie const& cookie);
void clear_cookie(Response& response, Request const& request, std::string_view name);

/// A token for forms, bound to the session's secret and different in every page (so that compression does not leak it).
std::string csrf_token(std::string_view session_secret, Random& random);
bool is_csrf_token(std::string_view token, std::string_view session_secret);
/// For forms without a session: the browser says that the request comes from our own pages (Sec-Fetch-Site, else Origin, else Referer).
/// A client that sends none of them is no browser and is allowed.
bool comes_from_our_pages(Request const& request);

/// The best of `offered` (first is the default): ?lang=, then the cookie "lang", then Accept-Language (RFC 9110 section 12.5.4, RFC 4647
/// lookup).
std::string_view choose_language(Request const& request, std::span<std::string const> offered);

}  // namespace cityhall::web
