#include "services/admin/settings_pages.h"

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "kernel/settings/setting_words.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string degrees_text(std::optional<double> value) { return value ? fmt::format("{}", *value) : std::string{}; }

SettingWords const& words_for(std::string_view setting) { return setting_words().at(setting); }

/// The controls of one form, each showing what is set, under the words of its setting.
struct Controls {
  Entered const* entered;

  Control field(std::string_view setting, std::string value) const {
    return {.name = setting,
            .label = words_for(setting).title,
            .hint = hint(words_for(setting).meaning),
            .entered = entered,
            .value = std::move(value)};
  }
  Html line(std::string_view setting, std::string value) const { return input_field(field(setting, std::move(value))); }
  Html needed(std::string_view setting, std::string value) const {
    auto control = field(setting, std::move(value));
    control.required = true;
    return input_field(control);
  }
  Html list(std::string_view setting, std::vector<std::string> const& values) const {
    auto control = field(setting, as_lines(values));
    control.attributes = {cls("lines")};
    return textarea_field(control);
  }
  Html choice(std::string_view setting, bool value) const { return checkbox_field(field(setting, value ? "yes" : "")); }
  /// The four of them share their meaning.
  Html bound(std::string_view setting, std::optional<double> value) const {
    auto control = field(setting, degrees_text(value));
    control.hint = {};
    return input_field(control);
  }
};

Html who_fields(Settings const& settings, Controls const& controls) {
  auto email = controls.field("email", settings.email);
  email.type = "email";
  auto languages = controls.field("languages", as_lines(settings.languages));
  languages.required = true;
  languages.attributes = {cls("lines")};
  return group(
      controls.needed("name", settings.name), controls.line("phone", settings.phone), input_field(email),
      controls.line("address", settings.address), textarea_field(languages), controls.needed("time_zone", settings.time_zone),
      p(sentence(_("Holidays and hours stand in the {calendars}."), {{"calendars", a(href("/admin/calendars"), _("calendars"))}})));
}

Html web_fields(Settings const& settings, Controls const& controls) {
  return group(controls.needed("base_url", settings.base_url), controls.list("hosts", settings.hosts),
               controls.list("trusted_proxies", settings.trusted_proxies), controls.line("jurisdiction_id", settings.jurisdiction_id),
               controls.choice("staff_second_factor", settings.staff_second_factor));
}

Html bounds_fields(Settings const& settings, Controls const& controls) {
  return group(p(cls("hint"), words_for("north").meaning),
               div(cls("row"), controls.bound("north", settings.north), controls.bound("south", settings.south),
                   controls.bound("west", settings.west), controls.bound("east", settings.east)));
}

Html mail_fields(Settings const& settings, Controls const& controls) {
  auto password = controls.field("mail.password", {});
  password.hint = settings.mail.password.empty() ? nothing() : group(_("A password is set. Leave this empty to keep it."));
  password.type = "password";
  password.attributes = {autocomplete("off")};
  return group(controls.line("mail.smtp_url", settings.mail.smtp_url), controls.line("mail.from", settings.mail.from),
               controls.line("mail.inbox", settings.mail.inbox), controls.line("mail.user", settings.mail.user), input_field(password));
}

/// Beside what the city sends out: it opens its own network.
Html outbound_fields(Settings const& settings, Controls const& controls) {
  auto const warning = _("It is on: this program calls private addresses, and sends without encryption where it is told to.");
  return group(settings.outbound_everywhere ? note("warn", p(warning)) : nothing(),
               controls.choice("outbound_everywhere", settings.outbound_everywhere));
}

/// As the form calls it; "Look: light.paper" tells which of two.
Text history_words(std::string_view setting) {
  if (setting.starts_with("look.")) return _("Look: {part}").with("part", std::string{setting.substr(5)});
  auto const found = setting_words().find(setting);
  return found == setting_words().end() ? Text{setting} : Text{found->second.title};
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
          li(strong(history_words(setting).html()), ": ", element("del", {value_words(was)}), " → ", element("ins", {value_words(value)}));
  }
  return ul(cls("plain changes"), rows);
}

Html history_row(Call const& call, SettingsChange const& change) {
  auto const undo = act_button(call, "/admin/settings/changes/" + std::to_string(change.id) + "/undoing", _("Undo"));
  return tr(td(time_of(call, change.at)), td(change.actor_name), td(cls("what"), changed_list(change)), td(undo));
}

}  // namespace

Response settings_page(Call const& call, SettingsView const& view) {
  auto const& settings = view.settings;
  Controls const controls{&view.told.entered};
  auto const form = post_form({.action = "/admin/settings", .csrf_token = call.csrf_token},
                              section(cls("panel"), h2(_("The city")), who_fields(settings, controls)),
                              section(cls("panel"), h2(_("This site")), web_fields(settings, controls)),
                              section(cls("panel"), h2(_("Outer bounds")), bounds_fields(settings, controls)),
                              section(cls("panel"), h2(_("Mail")), mail_fields(settings, controls)),
                              section(cls("panel"), h2(_("Reach of this program")), outbound_fields(settings, controls)),
                              submit(_("Save the settings")));
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
