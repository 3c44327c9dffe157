#include "kernel/settings/setting_words.h"

namespace cityhall {
namespace {

using Words = std::map<std::string_view, SettingWords>;
constexpr std::string_view on_settings = "/admin/settings";
constexpr std::string_view on_look = "/admin/look";

void add_city(Words& all) {
  all["name"] = {_("Name of the city"), _("Stands at the top of each page and mail."), "text", on_settings};
  all["phone"] = {_("Phone"), _("Shown on every page; 311 in many cities."), "telephone number", on_settings};
  all["email"] = {_("E-mail address"), _("Where people may write to the city."), "e-mail address", on_settings};
  all["address"] = {_("Address of city hall"), _("Stands at the foot of each page and mail."), "text", on_settings};
  all["languages"] = {_("Languages"),
                      _("One on each line, such as en or es. The first is the one for everybody whose language is not there."),
                      "language tags (BCP 47)", on_settings};
  all["time_zone"] = {_("Time zone"), _("By its IANA name, such as America/New_York."), "IANA name", on_settings};
  all["holidays"] = {_("Holidays"), _("Of the time before the city had a calendar; saving the calendar takes them over and empties this."),
                     "dates, 2027-01-01", "/admin/calendars"};
  auto const bounds = _("Degrees. A place outside is refused. A layer of zones called city is exact and wins.");
  all["north"] = {_("North"), bounds, "degrees, WGS 84", on_settings};
  all["south"] = {_("South"), bounds, "degrees, WGS 84", on_settings};
  all["west"] = {_("West"), bounds, "degrees, WGS 84", on_settings};
  all["east"] = {_("East"), bounds, "degrees, WGS 84", on_settings};
}

void add_site(Words& all) {
  all["base_url"] = {_("Address of this site"),
                     _("Stands in mails and feeds, such as https://311.example.org, without a slash at the end."), "URL", on_settings};
  all["hosts"] = {_("Host names"),
                  _("One on each line. Empty: the name in the city's address, and every name while it is alone on its machine."),
                  "host names", on_settings};
  all["trusted_proxies"] = {_("Trusted proxies"),
                            _("IP addresses or networks of the proxies before this program, one on each line. In force after a restart."),
                            "IP addresses or networks", on_settings};
  all["jurisdiction_id"] = {_("Open311 jurisdiction"), _("Such as fairhaven.example. Empty: programs need not name it."), "text",
                            on_settings};
  all["staff_second_factor"] = {_("Staff need a second factor to sign in"),
                                _("A code from an app, beside the password. Who has none sets it up at the next sign-in."), "",
                                on_settings};
  all["outbound_everywhere"] = {
      _("This program may send to private addresses and without encryption"),
      _("Leave this off, except where the city's own services stand inside its network. With it on, whoever may set up a web hook or a "
        "partner can make this program call any machine inside your network, also those that trust it."),
      "", on_settings};
  all["demo"] = {_("Demo city"), _("Sign-in links can be used again and again, and the data is made up."), "", ""};
}

void add_mail(Words& all) {
  all["mail.smtp_url"] = {_("Mail server"), _("Such as smtps://mail.example.org:465. Empty: mails wait."), "URL", on_settings};
  all["mail.from"] = {_("Sender"), _("Such as Fairhaven 311 <311@fairhaven.example>."), "name and e-mail address", on_settings};
  all["mail.inbox"] = {_("Address for answers"),
                       _("Where people write to; its mail is handed to this program, see Incoming mail. Empty: mail is not read."),
                       "e-mail address", on_settings};
  all["mail.user"] = {_("User of the mail server"), _("Empty: the server asks for none."), "text", on_settings};
  all["mail.password"] = {_("Password of the mail server"), _("Kept sealed; reads “(secret)” wherever it is set."), "text", on_settings};
}

void add_look(Words& all) {
  all["look.seal"] = {_("Letters of the seal"), _("Up to four, such as FH. Used on pages, in mails and in browser tabs."), "letters",
                      on_look};
  all["look.seal_picture"] = {_("Or the seal as a picture"),
                              _("As high as it is broad. It is made anew from its pixels, on white; mails and tabs show the letters."),
                              "number of a file", on_look};
  all["look.hero_picture"] = {_("Picture of the start page"),
                              _("A photo of your city, broader than high. It stands beside the search; the map moves below."),
                              "number of a file", on_look};
  all["look.hero_words"] = {_("What the picture shows"), _("For people who do not see it. Empty: it says nothing of importance."),
                            "texts by language", on_look};
  all["look.footer"] = {_("Foot of the page"), _("Markdown or plain lines: opening hours, a link to the privacy notice."),
                        "texts by language", on_look};
  auto const mixed = _("Every other color is mixed from these six. What could not be read is refused, with the nearest color that can be "
                       "read.");
  struct Colour {
    std::string_view by_day, by_night;
    Message title;
  };
  for (auto const& colour : {Colour{"look.light.paper", "look.dark.paper", _("Page background")},
                             Colour{"look.light.ink", "look.dark.ink", _("Text")},
                             Colour{"look.light.link", "look.dark.link", _("Links")},
                             Colour{"look.light.action", "look.dark.action", _("Buttons")},
                             Colour{"look.light.good", "look.dark.good", _("Good news")},
                             Colour{"look.light.alert", "look.dark.alert", _("Alert banners")}})
    for (auto const name : {colour.by_day, colour.by_night}) all[name] = {colour.title, mixed, "#rrggbb; empty: as shipped", on_look};
}

Words all_words() {
  Words all;
  add_city(all);
  add_site(all);
  add_mail(all);
  add_look(all);
  return all;
}

}  // namespace

Words const& setting_words() {
  static Words const words = all_words();
  return words;
}

}  // namespace cityhall
