#include <array>
#include <functional>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/settings/settings_store.h"

namespace cityhall {
namespace {

constexpr std::string_view hidden = "(secret)";

struct Reading {
  std::vector<FieldError>& faults;
  std::string prefix;

  void wrong(std::string_view name, Message message) { faults.push_back({prefix + std::string{name}, "type", std::move(message)}); }
  void take(std::string& into, Json const& value, std::string_view name) {
    if (value.is_string()) into = value.get<std::string>();
    else wrong(name, _("This must be a text."));
  }
  void take(bool& into, Json const& value, std::string_view name) {
    if (value.is_boolean()) into = value.get<bool>();
    else wrong(name, _("This must be true or false."));
  }
  void take(std::optional<double>& into, Json const& value, std::string_view name) {
    if (value.is_null()) into.reset();
    else if (value.is_number()) into = value.get<double>();
    else wrong(name, _("This must be a number, or null."));
  }
  void take(std::map<std::string, std::string>& into, Json const& value, std::string_view name) {
    auto const fits = value.is_object() && std::all_of(value.begin(), value.end(), [](Json const& item) { return item.is_string(); });
    if (fits) into = value.get<std::map<std::string, std::string>>();
    else wrong(name, _("This must be an object of texts by language."));
  }
  void take(std::vector<std::string>& into, Json const& value, std::string_view name) {
    auto const fits = value.is_array() && std::all_of(value.begin(), value.end(), [](Json const& item) { return item.is_string(); });
    if (fits) into = value.get<std::vector<std::string>>();
    else wrong(name, _("This must be a list of texts."));
  }
};

/// A member of the document and the field that it stands for; one table for reading and for the list of what exists.
template <class Record>
struct Member {
  std::string_view name;
  std::function<void(Reading&, Record&, Json const&)> read;
};

template <class Record, class Field>
Member<Record> member(std::string_view name, Field Record::*field) {
  return {name, [name, field](Reading& reading, Record& record, Json const& value) { reading.take(record.*field, value, name); }};
}

template <class Record, std::size_t N>
void read_members(Reading& reading, Record& record, Json const& object, std::array<Member<Record>, N> const& members) {
  for (auto const& [name, value] : object.items()) {
    auto const found = std::find_if(members.begin(), members.end(), [&name = name](auto const& entry) { return entry.name == name; });
    if (found == members.end()) reading.wrong(name, _("There is no such setting."));
    else found->read(reading, record, value);
  }
}

void read_mail(Reading& reading, Settings& settings, Json const& value) {
  if (!value.is_object()) return reading.wrong("mail", _("This must be an object."));
  auto const password = settings.mail.password;
  std::array const members{member("smtp_url", &MailSettings::smtp_url), member("user", &MailSettings::user),
                           member("password", &MailSettings::password), member("from", &MailSettings::from),
                           member("inbox", &MailSettings::inbox)};
  Reading inner{reading.faults, "mail."};
  read_members(inner, settings.mail, value, members);
  if (settings.mail.password == hidden) settings.mail.password = password;
}

/// `prefix` ends with the name of the member: "look.light".
void read_colours(Reading& outer, CityColours& colours, Json const& value, std::string_view name) {
  if (!value.is_object()) return outer.wrong(name, _("This must be an object."));
  std::array const members{member("paper", &CityColours::paper), member("ink", &CityColours::ink),
                           member("link", &CityColours::link),   member("action", &CityColours::action),
                           member("good", &CityColours::good),   member("alert", &CityColours::alert)};
  Reading inner{outer.faults, outer.prefix + std::string{name} + "."};
  read_members(inner, colours, value, members);
}

void read_look(Reading& reading, Settings& settings, Json const& value) {
  if (!value.is_object()) return reading.wrong("look", _("This must be an object."));
  std::array const members{
      member("seal", &CityLook::seal),
      member("seal_picture", &CityLook::seal_picture),
      member("hero_picture", &CityLook::hero_picture),
      member("hero_words", &CityLook::hero_words),
      member("footer", &CityLook::footer),
      Member<CityLook>{"light", [](Reading& inner, CityLook& look, Json const& each) { read_colours(inner, look.light, each, "light"); }},
      Member<CityLook>{"dark", [](Reading& inner, CityLook& look, Json const& each) { read_colours(inner, look.dark, each, "dark"); }}};
  Reading inner{reading.faults, "look."};
  read_members(inner, settings.look, value, members);
}

Json colours_json(CityColours const& colours) {
  return {{"paper", colours.paper},   {"ink", colours.ink},   {"link", colours.link},
          {"action", colours.action}, {"good", colours.good}, {"alert", colours.alert}};
}

Json look_json(CityLook const& look) {
  return {{"seal", look.seal},
          {"seal_picture", look.seal_picture},
          {"hero_picture", look.hero_picture},
          {"hero_words", Json(look.hero_words)},
          {"footer", Json(look.footer)},
          {"light", colours_json(look.light)},
          {"dark", colours_json(look.dark)}};
}

}  // namespace

Json settings_json(Settings const& settings) {
  auto const number = [](std::optional<double> const& value) { return value ? Json(*value) : Json(nullptr); };
  return {{"name", settings.name},
          {"hosts", settings.hosts},
          {"base_url", settings.base_url},
          {"time_zone", settings.time_zone},
          {"holidays", settings.holidays},
          {"languages", settings.languages},
          {"jurisdiction_id", settings.jurisdiction_id},
          {"phone", settings.phone},
          {"email", settings.email},
          {"address", settings.address},
          {"north", number(settings.north)},
          {"south", number(settings.south)},
          {"east", number(settings.east)},
          {"west", number(settings.west)},
          {"trusted_proxies", settings.trusted_proxies},
          {"mail",
           {{"smtp_url", settings.mail.smtp_url},
            {"user", settings.mail.user},
            {"password", settings.mail.password.empty() ? std::string{} : std::string{hidden}},
            {"from", settings.mail.from},
            {"inbox", settings.mail.inbox}}},
          {"look", look_json(settings.look)},
          {"staff_second_factor", settings.staff_second_factor},
          {"outbound_everywhere", settings.outbound_everywhere},
          {"demo", settings.demo}};
}

Settings settings_from(Json const& json, Settings base) {
  std::vector<FieldError> faults;
  Reading reading{faults, {}};
  if (!json.is_object()) throw invalid("settings.malformed", _("Settings are a JSON object."));
  std::array const members{member("name", &Settings::name),
                           member("hosts", &Settings::hosts),
                           member("base_url", &Settings::base_url),
                           member("time_zone", &Settings::time_zone),
                           member("holidays", &Settings::holidays),
                           member("languages", &Settings::languages),
                           member("jurisdiction_id", &Settings::jurisdiction_id),
                           member("phone", &Settings::phone),
                           member("email", &Settings::email),
                           member("address", &Settings::address),
                           member("north", &Settings::north),
                           member("south", &Settings::south),
                           member("east", &Settings::east),
                           member("west", &Settings::west),
                           member("trusted_proxies", &Settings::trusted_proxies),
                           Member<Settings>{"mail", read_mail},
                           Member<Settings>{"look", read_look},
                           member("staff_second_factor", &Settings::staff_second_factor),
                           member("outbound_everywhere", &Settings::outbound_everywhere),
                           member("demo", &Settings::demo)};
  read_members(reading, base, json, members);
  if (!faults.empty()) throw invalid_fields(std::move(faults));
  return base;
}

}  // namespace cityhall
