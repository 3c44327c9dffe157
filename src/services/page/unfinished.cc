#include "services/page/unfinished.h"

#include "kernel/definitions/definition_set.h"
#include "services/page/kiosk.h"
#include "web/controls.h"
#include "web/security.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

constexpr std::string_view cookie_of_report = "report";
constexpr char between_both = '.';  // between the token and the service; neither has one

std::string_view service_of(Request const& request) {
  auto const kept = our_cookie(request, cookie_of_report);
  auto const at = kept.find(between_both);
  return at == std::string_view::npos ? std::string_view{} : kept.substr(at + 1);
}

}  // namespace

std::string_view unfinished_token(Request const& request) {
  if (!kiosk_sitting(request).empty()) return {};
  auto const kept = our_cookie(request, cookie_of_report);
  return kept.substr(0, kept.find(between_both));
}

void keep_unfinished(Response& response, Call const& call, std::string_view token, std::string_view service) {
  if (!kiosk_sitting(call.request).empty()) return;
  auto const kept = std::string{token} + between_both + std::string{service};
  set_cookie(response, call.request, {cookie_of_report, kept, unfinished_life});
}

void forget_unfinished(Response& response, Call const& call, std::string_view token) {
  if (!token.empty() && unfinished_token(call.request) == token) clear_cookie(response, call.request, cookie_of_report);
}

Html unfinished_strip(Call const& call) {
  if (unfinished_token(call.request).empty()) return nothing();
  auto const definition = call.city.definitions.get()->find(service_of(call.request));
  auto const words = definition
                         ? sentence(_("Go on with your report: {service}"), {{"service", group(definition->title.in(call.language))}})
                         : group(_("Go on with your report"));
  return div(cls("note unfinished"), p(a(cls("button"), href("/report/unfinished"), words)),
             post_form({.action = "/report/unfinished/end", .csrf_token = call.csrf_token},
                       button(type("submit"), cls("plain small"), _("Throw it away"))));
}

}  // namespace cityhall
