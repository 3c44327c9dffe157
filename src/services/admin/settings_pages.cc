#include "services/admin/settings_pages.h"

#include <fmt/format.h>

#include "base/json.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string degrees_text(std::optional<double> value) { return value ? fmt::format("{}", *value) : std::string{}; }

/// The controls of one form, each showing what is set.
struct Controls {
  Entered const* entered;

  Html line(std::string_view field_name, Text words, std::string value, Html hint_words = {}) const {
    return input_field(
        {.name = field_name, .label = std::move(words), .hint = std::move(hint_words), .entered = entered, .value = std::move(value)});
  }
  Html needed(std::string_view field_name, Text words, std::string value, Html hint_words = {}) const {
    return input_field({.name = field_name,
                        .label = std::move(words),
                        .hint = std::move(hint_words),
                        .entered = entered,
                        .value = std::move(value),
                        .required = true});
  }
  Html list(std::string_view field_name, Text words, std::vector<std::string> const& values, Html hint_words) const {
    return textarea_field({.name = field_name,
                           .label = std::move(words),
                           .hint = std::move(hint_words),
                           .entered = entered,
                           .value = as_lines(values),
                           .attributes = {cls("lines")}});
  }
};

Html who_fields(Settings const& settings, Controls const& controls) {
  return group(
      controls.needed("name", _("Name of the city"), settings.name),
      controls.line("phone", _("Phone"), settings.phone, hint(_("Shown on every page; 311 in many cities."))),
      input_field({.name = "email", .label = _("E-mail address"), .entered = controls.entered, .value = settings.email, .type = "email"}),
      controls.line("address", _("Address of city hall"), settings.address),
      textarea_field(
          {.name = "languages",
           .label = _("Languages"),
           .hint = hint(_("One on each line, such as en or es. The first is the one for everybody whose language is not there.")),
           .entered = controls.entered,
           .value = as_lines(settings.languages),
           .required = true,
           .attributes = {cls("lines")}}),
      controls.needed("time_zone", _("Time zone"), settings.time_zone, hint(_("By its IANA name, such as America/New_York."))),
      controls.list("holidays", _("Holidays"), settings.holidays,
                    hint(_("One date on each line, such as 2027-01-01. Due times in business days skip them."))));
}

Html web_fields(Settings const& settings, Controls const& controls) {
  return group(
      controls.needed("base_url", _("Address of this site"), settings.base_url,
                      hint(_("Stands in mails and feeds, such as https://311.example.org, without a slash at the end."))),
      controls.list("hosts", _("Host names"), settings.hosts, hint(_("One on each line. Empty: the city answers to every name."))),
      controls.list("trusted_proxies", _("Trusted proxies"), settings.trusted_proxies,
                    hint(_("IP addresses or networks of the proxies before this program, one on each line. In force after a restart."))),
      controls.line("jurisdiction_id", _("Open311 jurisdiction"), settings.jurisdiction_id,
                    hint(_("Such as fairhaven.example. Empty: programs need not name it."))),
      checkbox_field({.name = "staff_second_factor",
                      .label = _("Staff need a second factor to sign in"),
                      .entered = controls.entered,
                      .value = settings.staff_second_factor ? "yes" : ""}));
}

Html bounds_fields(Settings const& settings, Controls const& controls) {
  return group(
      p(cls("hint"), _("Degrees. A place outside is refused. A layer of zones called city is exact and wins.")),
      div(cls("row"), controls.line("north", _("North"), degrees_text(settings.north)),
          controls.line("south", _("South"), degrees_text(settings.south)), controls.line("west", _("West"), degrees_text(settings.west)),
          controls.line("east", _("East"), degrees_text(settings.east))));
}

Html mail_fields(Settings const& settings, Controls const& controls) {
  auto const kept = settings.mail.password.empty() ? nothing() : group(_("A password is set. Leave this empty to keep it."));
  return group(controls.line("mail.smtp_url", _("Mail server"), settings.mail.smtp_url,
                             hint(_("Such as smtps://mail.example.org:465. Empty: mails wait."))),
               controls.line("mail.from", _("Sender"), settings.mail.from, hint(_("Such as Fairhaven 311 <311@fairhaven.example>."))),
               controls.line("mail.user", _("User of the mail server"), settings.mail.user),
               input_field({.name = "mail.password",
                            .label = _("Password of the mail server"),
                            .hint = kept,
                            .type = "password",
                            .attributes = {autocomplete("off")}}));
}

/// Names of the settings that differ.
std::string changed_names(SettingsChange const& change) {
  auto const before = parse_json(change.before);
  auto const after = parse_json(change.after);
  if (!before || !after || !after->is_object()) return {};
  std::string names;
  for (auto const& [setting, value] : after->items())
    if (auto const old = before->find(setting); old == before->end() || *old != value) names += (names.empty() ? "" : ", ") + setting;
  return names;
}

Html history_row(Call const& call, SettingsChange const& change) {
  auto const documents = details(summary(_("Before and after")), pre(cls("source"), change.before), pre(cls("source"), change.after));
  return tr(td(time_of(call, change.at)), td(change.actor_name), td(changed_names(change)), td(documents));
}

}  // namespace

Response settings_page(Call const& call, SettingsView const& view) {
  auto const& settings = view.settings;
  Controls const controls{&view.told.entered};
  auto const form = post_form({.action = "/admin/settings", .csrf_token = call.csrf_token},
                              section(cls("panel"), h2(_("The city")), who_fields(settings, controls)),
                              section(cls("panel"), h2(_("This site")), web_fields(settings, controls)),
                              section(cls("panel"), h2(_("Outer bounds")), bounds_fields(settings, controls)),
                              section(cls("panel"), h2(_("Mail")), mail_fields(settings, controls)), submit(_("Save the settings")));
  auto const history =
      view.history.empty()
          ? nothing()
          : section(h2(_("History")),
                    office_table(_("History of the settings"), {_("When"), _("Who"), _("Changed"), _("Details")},
                                 each(view.history, [&](SettingsChange const& change) { return history_row(call, change); })));
  return office_page(
      call,
      {.title = _("Settings"), .content = group(told_strip(call, view.told), div(cls("read"), form), history), .path = "/admin/settings"},
      view.told.status);
}

}  // namespace cityhall
