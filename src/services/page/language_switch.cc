#include "services/page/language_switch.h"

#include "web/controls.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string other_language(Call const& call) {
  auto const settings = call.city.settings.get();  // held: the loop outlives a temporary
  for (auto const& language : settings->languages)
    if (language != call.language) return language;
  return {};
}

std::string_view own_name(std::string_view language) { return language == "es" ? "Español" : language == "en" ? "English" : language; }

/// The address with its query, in that language.
std::string same_page(std::string const& path, Parameters const& query, std::string_view language) {
  auto address = path;
  for (auto const& parameter : query)
    if (parameter.name != "lang" && parameter.name != only_language) address = with_query(address, {{parameter.name, parameter.value}});
  return with_query(address, {{"lang", language}});
}

/// After a form the page before it, where the browser says which: the answer to a form has no address that can be asked for again.
std::string page_before(Request const& request) {
  auto const from = request.header("Referer");
  auto const host = from.find(request.host);
  if (request.host.empty() || host == std::string_view::npos || from.substr(0, host).find("://") == std::string_view::npos) return "/";
  auto const path = from.substr(host + request.host.size());
  auto const slash = path.find('/');
  if (slash == std::string_view::npos || path.starts_with("//")) return "/";
  auto const end = path.find_first_of("?#");
  return std::string{path.substr(slash, end == std::string_view::npos ? end : end - slash)};
}

/// What must not stand in a page again.
bool is_secret(std::string_view name) {
  return name.find("password") != std::string_view::npos || name == "code" || name.find("secret") != std::string_view::npos;
}

Html typed_fields(Call const& call) {
  Html fields;
  for (auto const& parameter : call.request.form.fields)
    if (!is_secret(parameter.name)) fields += hidden_field(parameter.name, parameter.value);
  return fields;
}

Html form_in(Call const& call, std::string const& other) {
  auto const action = with_query(call.request.path, {{"lang", other}, {only_language, "yes"}});
  // The token against forged requests is among the fields.
  return post_form({.action = action, .csrf_token = {}}, typed_fields(call),
                   button(type("submit"), cls("plain"), lang(other), own_name(other)));
}

}  // namespace

bool asks_for_language(Request const& request) { return !is_safe(request.method) && request.query.get(only_language) == "yes"; }

Html language_switch(Call const& call, bool is_form) {
  auto const other = other_language(call);
  if (other.empty()) return nothing();
  bool const is_sent = !is_safe(call.request.method);
  if (is_sent && is_form) return form_in(call, other);
  auto const address =
      is_sent ? with_query(page_before(call.request), {{"lang", other}}) : same_page(call.request.path, call.request.query, other);
  return a(href(address), lang(other), hreflang(other), rel("alternate"), own_name(other));
}

}  // namespace cityhall
