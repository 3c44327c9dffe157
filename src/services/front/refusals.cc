#include "services/front/refusals.h"

#include <algorithm>

#include "base/json.h"
#include "base/log.h"
#include "services/page/page.h"
#include "standards/open311_write.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;
namespace open311 = standards::open311;

/// What was removed for good is gone (RFC 9110 section 15.5.11): nobody needs to ask again.
int status_of(Refusal const& refusal) { return refusal.code == "case.removed" ? 410 : cityhall::status_of(refusal.kind); }

/// Again, where it may go better the second time; else by everyday words.
Html next_steps(Call const& call, int status) {
  bool const temporary = status >= 500;
  auto const again = temporary && is_safe(call.request.method) ? a(cls("button"), href(call.request.target), _("Try again")) : nothing();
  auto const home = a(cls(temporary ? "button quiet" : "button"), href("/"), _("Go to the start page"));
  if (call.actor.is_staff()) return div(cls("actions"), again, home);
  auto const words = element("input", {id("q"), name("q"), type("search"), autocomplete("off")});
  auto const search_words = get_form("/search", role("search"), label(for_id("q"), cls("label"), _("Search everything")),
                                     div(cls("search"), words, button(type("submit"), cls("quiet"), _("Find"))));
  return group(div(cls("actions"), again, home, a(cls("button quiet"), href("/services"), _("All services"))),
               temporary ? nothing() : search_words);
}

/// For refusals that say what happened and nothing else.
Message way_on(int status) {
  if (status == 403) return _("Go back, or sign in as somebody who may do this.");
  if (status == 404) return _("The address may be old or mistyped. Look for it in your own words, or begin at the start page.");
  return _("Go back and try it another way, or begin at the start page.");
}

/// What happened, in a sentence, and more of it.
struct Told {
  Message headline;
  Html more{};
};

/// A permission is told by what it allows: its name alone says nothing to who lacks it.
Told told_of(Call const& call, Refusal const& refusal) {
  auto const& values = refusal.message.values;
  auto const name = std::find_if(values.begin(), values.end(), [](auto const& one) { return one.first == "permission"; });
  if (refusal.code != "permission.missing" || name == values.end()) return {refusal.message};
  auto const& all = call.around.permissions;
  auto const found = std::find_if(all.begin(), all.end(), [&](PermissionDeclaration const& one) { return one.name == name->second; });
  if (found == all.end()) return {refusal.message};
  return {_("Your account may not do this."), p(sentence(_("It needs the permission “{title}” ({name})."),
                                                         {{"title", strong(found->title)}, {"name", tag::code(name->second)}}))};
}

/// Who has signed in and is not all the way in is led to the step that is missing.
std::string_view missing_step(Refusal const& refusal) {
  if (refusal.code == "account.second_factor") return "/sign-in/second-factor";
  return refusal.code == "account.second_factor_missing" ? "/account/second-factor" : "";
}

Response html_refusal(Call const& call, Refusal const& refusal) {
  auto const status = status_of(refusal);
  if (auto const step = missing_step(refusal); !step.empty())
    return see_other(with_query(step, {{"next", is_safe(call.request.method) ? call.request.target : std::string{}}}));
  if (refusal.kind == RefusalKind::unauthenticated && is_safe(call.request.method))
    return see_other(with_query("/sign-in", {{"next", call.request.target}}));
  auto const told = told_of(call, refusal);
  auto const fields =
      refusal.fields.empty() ? nothing() : ul(each(refusal.fields, [](FieldError const& error) { return li(error.message); }));
  auto const content =
      div(cls("read"), h1(told.headline), told.more, fields, p(cls("lead"), refusal.fix.empty() ? way_on(status) : refusal.fix),
          next_steps(call, status),
          p(cls("soft small"), sentence(_("If this looks wrong, tell us this number: {id}"), {{"id", code(call.request.id)}})));
  auto const surface = call.actor.is_staff() ? Surface::staff : Surface::resident;
  auto response = page(call, {.title = told.headline, .content = content, .surface = surface});
  response.status = status;  // set here: this is no form that could be shown again in another language
  return response;
}

// GeoReport v2: 404 for a missing thing, 403 for the key, 400 otherwise; several errors at once.
Response open311_refusal(Call const& call, Refusal const& refusal) {
  auto const status = refusal.kind == RefusalKind::not_found                                                   ? 404
                      : refusal.kind == RefusalKind::forbidden || refusal.kind == RefusalKind::unauthenticated ? 403
                      : refusal.kind == RefusalKind::too_many                                                  ? 429
                      : refusal.kind == RefusalKind::unavailable                                               ? 503
                                                                                                               : 400;
  std::vector<open311::Fault> faults;
  for (auto const& field : refusal.fields)
    faults.push_back({field.code == "not_found" ? 404
                      : status == 404           ? 400
                                                : status,
                      (field.field.empty() ? "" : field.field + ": ") + call.text(field.message)});
  if (faults.empty()) faults.push_back({status, call.text(refusal.message) + (refusal.fix.empty() ? "" : " " + call.text(refusal.fix))});
  auto const zone = call.city.zone();
  auto const as_json = call.path_value("format") == "json";
  auto const body = open311::write(std::span<open311::Fault const>{faults}, {as_json ? open311::Format::json : open311::Format::xml, zone});
  return as_json ? json(body, status) : xml(body, status);
}

/// As the refusal says it to people.
std::string seconds_to_wait(Refusal const& refusal) {
  for (auto const& [name, value] : refusal.fix.values)
    if (name == "count") return value;
  return "30";
}

/// What If-Match asked for is not what is there (RFC 9110 section 15.5.13).
int json_status(Refusal const& refusal) { return refusal.code == "version.stale" ? 412 : status_of(refusal); }

void add_retry(Response& response, Refusal const& refusal) {
  if (refusal.kind == RefusalKind::unavailable) response.headers.set("Retry-After", "5");
  if (refusal.kind == RefusalKind::too_many) response.headers.set("Retry-After", seconds_to_wait(refusal));
  if (refusal.kind == RefusalKind::unauthenticated && response.status == 401) response.headers.set("WWW-Authenticate", "Bearer");
}

}  // namespace

int status_of(RefusalKind kind) {
  switch (kind) {
    case RefusalKind::invalid:
      return 422;
    case RefusalKind::unauthenticated:
      return 401;
    case RefusalKind::forbidden:
      return 403;
    case RefusalKind::not_found:
      return 404;
    case RefusalKind::conflict:
      return 409;
    case RefusalKind::too_many:
      return 429;
    case RefusalKind::unavailable:
      return 503;
  }
  return 500;
}

std::string refusal_json(Refusal const& refusal, Translations const& translations, std::string_view language, std::string_view request_id) {
  Json error{{"code", refusal.code}, {"message", translations.text(refusal.message, language)}};
  if (!refusal.fix.empty()) error["fix"] = translations.text(refusal.fix, language);
  for (auto const& field : refusal.fields)
    error["fields"].push_back({{"field", field.field}, {"code", field.code}, {"message", translations.text(field.message, language)}});
  error["request"] = request_id;
  return to_text(Json{{"error", std::move(error)}});
}

Response answer_refusal(Call const& call, Refusal const& refusal, Answers answers) {
  auto response = answers == Answers::open311 ? open311_refusal(call, refusal)
                  : answers == Answers::json
                      ? json(refusal_json(refusal, call.city.translations(), call.language, call.request.id), json_status(refusal))
                      : html_refusal(call, refusal);
  add_retry(response, refusal);
  no_store(response);
  return response;
}

}  // namespace cityhall
