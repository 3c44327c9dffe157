#include "services/admin/settings_pages.h"

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
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
      controls.needed("name", _("Name of the city"), settings.name, hint(_("Stands at the top of each page and mail."))),
      controls.line("phone", _("Phone"), settings.phone, hint(_("Shown on every page; 311 in many cities."))),
      input_field({.name = "email",
                   .label = _("E-mail address"),
                   .hint = hint(_("Where people may write to the city.")),
                   .entered = controls.entered,
                   .value = settings.email,
                   .type = "email"}),
      controls.line("address", _("Address of city hall"), settings.address, hint(_("Stands at the foot of each page and mail."))),
      textarea_field(
          {.name = "languages",
           .label = _("Languages"),
           .hint = hint(_("One on each line, such as en or es. The first is the one for everybody whose language is not there.")),
           .entered = controls.entered,
           .value = as_lines(settings.languages),
           .required = true,
           .attributes = {cls("lines")}}),
      controls.needed("time_zone", _("Time zone"), settings.time_zone, hint(_("By its IANA name, such as America/New_York."))),
      p(sentence(_("Holidays and hours stand in the {calendars}."), {{"calendars", a(href("/admin/calendars"), _("calendars"))}})));
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
                      .hint = hint(_("A code from an app, beside the password. Who has none sets it up at the next sign-in.")),
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
               controls.line("mail.inbox", _("Address for answers"), settings.mail.inbox,
                             hint(_("Where people write to; its mail is handed to this program, see Incoming mail. Empty: mail is not "
                                    "read."))),
               controls.line("mail.user", _("User of the mail server"), settings.mail.user, hint(_("Empty: the server asks for none."))),
               input_field({.name = "mail.password",
                            .label = _("Password of the mail server"),
                            .hint = kept,
                            .type = "password",
                            .attributes = {autocomplete("off")}}));
}

/// As the form above says it, and what only the command line sets.
Text setting_words(std::string_view setting) {
  if (setting == "demo") return _("Demo city");
  if (setting == "outbound_everywhere") return _("Web hooks may reach private addresses");
  if (setting.starts_with("look.")) return _("Look: {part}").with("part", std::string{setting.substr(5)});
  auto const& words = setting_labels();
  auto const found = words.find(setting);
  return found == words.end() ? Text{setting} : Text{found->second};
}

/// Mail and look are documents in the document: their members stand with the others, under their full names.
void flatten(Json const& settings, std::string const& prefix, Json& all) {
  for (auto const& [setting, value] : settings.items()) {
    if (value.is_object()) flatten(value, prefix + setting + ".", all);
    else all[prefix + setting] = value;
  }
}

Json flat(Json const& settings) {
  auto all = Json::object();
  flatten(settings, {}, all);
  return all;
}

Html value_words(Json const& value) {
  if (value.is_boolean()) return group(value.get<bool>() ? _("Yes") : _("No"));
  if (value.is_number()) return group(degrees_text(value.get<double>()));
  std::string text;
  if (value.is_string()) text = value.get<std::string>();
  if (value.is_array()) text = join(value.get<std::vector<std::string>>(), ", ");
  return text.empty() ? element("i", {_("empty")}) : group(text);
}

/// What differs, each with its words before and after.
Html changed_list(SettingsChange const& change) {
  auto const before = parse_json(change.before);
  auto const after = parse_json(change.after);
  if (!before || !after || !before->is_object() || !after->is_object()) return nothing();
  auto const old = flat(*before);
  auto const fresh = flat(*after);
  Html rows;
  for (auto const& [setting, value] : fresh.items()) {
    auto const was = old.value(setting, Json{});
    if (was != value)
      rows +=
          li(strong(setting_words(setting).html()), ": ", element("del", {value_words(was)}), " → ", element("ins", {value_words(value)}));
  }
  return ul(cls("plain changes"), rows);
}

Html history_row(Call const& call, SettingsChange const& change) {
  auto const undo = act_button(call, "/admin/settings/changes/" + std::to_string(change.id) + "/undoing", _("Undo"));
  return tr(td(time_of(call, change.at)), td(change.actor_name), td(cls("what"), changed_list(change)), td(undo));
}

}  // namespace

std::map<std::string_view, Message> const& setting_labels() {
  static std::map<std::string_view, Message> const labels{{"name", _("Name of the city")},
                                                          {"phone", _("Phone")},
                                                          {"email", _("E-mail address")},
                                                          {"address", _("Address of city hall")},
                                                          {"languages", _("Languages")},
                                                          {"time_zone", _("Time zone")},
                                                          {"holidays", _("Holidays")},
                                                          {"base_url", _("Address of this site")},
                                                          {"hosts", _("Host names")},
                                                          {"trusted_proxies", _("Trusted proxies")},
                                                          {"jurisdiction_id", _("Open311 jurisdiction")},
                                                          {"staff_second_factor", _("Staff need a second factor to sign in")},
                                                          {"north", _("North")},
                                                          {"south", _("South")},
                                                          {"west", _("West")},
                                                          {"east", _("East")},
                                                          {"mail.smtp_url", _("Mail server")},
                                                          {"mail.from", _("Sender")},
                                                          {"mail.inbox", _("Address for answers")},
                                                          {"mail.user", _("User of the mail server")},
                                                          {"mail.password", _("Password of the mail server")}};
  return labels;
}

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
                    office_table(_("History of the settings"), {_("When"), _("Who"), _("Changed"), _("Act")},
                                 each(view.history, [&](SettingsChange const& change) { return history_row(call, change); }),
                                 TableShape::cards));
  return office_page(
      call,
      {.title = _("Settings"), .content = group(told_strip(call, view.told), div(cls("read"), form), history), .path = "/admin/settings"},
      view.told.status);
}

}  // namespace cityhall
