// uses: web base
// The small readers of what clients send: targets, forms, ranges, languages, links. No crash, and what each promises holds.
#include <cstdlib>

#include "base/text.h"
#include "web/answer.h"
#include "web/form.h"
#include "web/html.h"
#include "web/router.h"
#include "web/security.h"

using namespace cityhall;
using namespace cityhall::web;

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

RouteTable const& routes() {
  static RouteTable const table = [] {
    RouteTable made;
    std::size_t index = 0;
    for (auto const* pattern : {"/", "/a", "/a/{b}", "/a/{b}.{c:x|y}", "/a/{b}/c", "/f/{path*}", "/v{n}.z"})
      made.add(Method::GET, pattern, index++);
    return made;
  }();
  return table;
}

void check_markup(std::string const& text) {
  auto const page = render(tag::p(tag::cls(text), text, tag::a(tag::href(text), _("by {who}").with("who", text))));
  check(page.find("<script") == std::string::npos && page.find("<p class=\"") == 0);
  auto const link = to_lower_ascii(Url{text}.text());
  check(!link.starts_with("javascript:") && !link.starts_with("data:") && !link.starts_with("//"));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string const text{reinterpret_cast<char const*>(data), size};
  Request request;
  if (set_target(request, text)) check(is_utf8(request.path) && request.path.starts_with('/'));
  auto const found = routes().find(Method::GET, text);
  check(found.outcome != Routing::moved || (found.location.starts_with('/') && !found.location.starts_with("//")));
  for (auto const& parameter : parse_urlencoded(text).parameters) check(is_utf8(parameter.name) && is_utf8(parameter.value));
  auto const range = parse_range(text, size);
  check(range.kind != ByteRange::Kind::part || (range.size > 0 && range.first + range.size <= size));
  (void)parse_accept_encoding(text);
  (void)matches_etag(text, "\"x\"");
  std::vector<std::string> const offered{"en", "es"};
  auto const language = choose_language(make_request(Method::GET, "/", {{"Accept-Language", text}, {"Cookie", text}}), offered);
  check(language == "en" || language == "es");
  check(!is_email(text) || text.find_first_of("\r\n<> ") == std::string::npos);
  check(see_other(text).headers.get("location").starts_with('/'));
  check_markup(text);
  return 0;
}
