#include <algorithm>
#include <arpa/inet.h>
#include <array>

#include "base/refusal.h"
#include "base/text.h"
#include "base/time_zone.h"
#include "kernel/accounts/account.h"
#include "kernel/look/palette.h"
#include "kernel/settings/mailbox.h"
#include "kernel/settings/settings_store.h"

namespace cityhall {
namespace {

struct Check {
  Settings const& settings;
  std::vector<FieldError> faults{};
  void need(bool fits, std::string field, Message message) {
    if (!fits) faults.push_back({std::move(field), "malformed", std::move(message)});
  }
};

bool is_time_zone(std::string const& name) {
  try {
    TimeZone const zone{name};
    return true;
  } catch (Refusal const&) {
    return false;
  }
}

/// BCP 47 as far as we use it: "en", "es", "pt-BR", "zh-Hant".
bool is_language(std::string_view text) {
  auto const parts = split(text, '-');
  auto const letters = [](std::string_view part) {
    return !part.empty() && part.size() <= 8 && std::all_of(part.begin(), part.end(),
        [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; });
  };
  return parts.front().size() >= 2 && parts.front().size() <= 3 && std::all_of(parts.begin(), parts.end(), letters);
}

bool is_host(std::string_view text) {
  return !text.empty() && text.size() <= 253 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
         });
}

/// Scheme and authority only: "https://311.example.org", "http://127.0.0.1:8080".
bool is_base_url(std::string_view text) {
  for (std::string_view const scheme : {"https://", "http://"}) {
    if (!text.starts_with(scheme)) continue;
    auto const authority = text.substr(scheme.size());
    auto const colon = authority.rfind(':');
    auto const port = colon == std::string_view::npos ? std::string_view{"80"} : authority.substr(colon + 1);
    auto const digits = !port.empty() && port.size() <= 5 && std::all_of(port.begin(), port.end(), [](char c) { return c >= '0'
        && c <= '9'; });
    return digits && is_host(to_lower_ascii(authority.substr(0, colon)));
  }
  return false;
}

bool is_address_or_net(std::string_view text) {
  auto const slash = text.find('/');
  std::string const address{text.substr(0, slash)};
  std::array<unsigned char, 16> bytes{};
  auto const v4 = ::inet_pton(AF_INET, address.c_str(), bytes.data()) == 1;
  auto const v6 = ::inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1;
  if (!v4 && !v6) return false;
  if (slash == std::string_view::npos) return true;
  auto const prefix = text.substr(slash + 1);
  auto const digits = !prefix.empty() && prefix.size() <= 3 && std::all_of(prefix.begin(), prefix.end(), [](char c) { return c >= '0'
      && c <= '9'; });
  return digits && std::stoi(std::string{prefix}) <= (v4 ? 32 : 128);
}

void check_bounds(Check& check) {
  auto const& [n, s, e, w] = std::tie(check.settings.north, check.settings.south, check.settings.east, check.settings.west);
  auto const given = static_cast<int>(n.has_value()) + s.has_value() + e.has_value() + w.has_value();
  if (given == 0) return;
  check.need(given == 4, "north", _("Give all four bounds of the city, or none."));
  if (given != 4) return;
  check.need(*n > *s && *n <= 90 && *s >= -90, "north", _("The northern bound must lie north of the southern one, both from -90 to 90."));
  check.need(*e > *w && *e <= 180 && *w >= -180, "east", _("The eastern bound must lie east of the western one, both from -180 to 180."));
}

void check_mail(Check& check) {
  auto const& mail = check.settings.mail;
  auto const scheme = mail.smtp_url.starts_with("smtp://") || mail.smtp_url.starts_with("smtps://");
  auto const plain = mail.smtp_url.find_first_of(" \r\n\t@") == std::string::npos;
  check.need(mail.smtp_url.empty() || (scheme && plain), "mail.smtp_url",
             _("Write smtp:// or smtps://, the host and the port; user and password have their own fields."));
  check.need(mail.from.empty() ? mail.smtp_url.empty() : parse_mailbox(mail.from).has_value(), "mail.from",
             _("Enter the sender like this: Fairhaven 311 <311@fairhaven.example>"));
  check.need(mail.inbox.empty() || (normal_email(mail.inbox) && mail.inbox.find('+') == std::string::npos), "mail.inbox",
             _("Enter an address such as 311@fairhaven.example, without a plus sign."));
}

bool is_file_number(std::string const& text) { return text.size() <= 20 && text.find_first_not_of("0123456789") == std::string::npos; }

void check_look(Check& check) {
  auto const& look = check.settings.look;
  check.need(length(look.seal) <= 4 && without_control_characters(look.seal) == look.seal, "look.seal",
             _("At most four letters fit into the seal."));
  check.need(is_file_number(look.seal_picture), "look.seal_picture", _("Send the picture as a file."));
  check.need(is_file_number(look.hero_picture), "look.hero_picture", _("Send the picture as a file."));
  for (auto const& [language, text] : look.footer)
    check.need(length(text) <= 2000, "look.footer." + language, _("The foot of the page has room for 2000 characters."));
  for (auto const& [language, text] : look.hero_words)
    check.need(length(text) <= 200, "look.hero_words." + language, _("Say it in at most 200 characters."));
  for (auto const scheme : {Scheme::light, Scheme::dark})
    for (auto& fault : colour_faults(scheme == Scheme::light ? look.light : look.dark, scheme)) check.faults.push_back(std::move(fault));
}

}  // namespace

void check_settings(Settings const& settings) {
  Check check{settings};
  check.need(!trim(settings.name).empty() && length(settings.name) <= 100 && without_control_characters(settings.name) == settings.name,
      "name",
             _("Enter the name of the city, at most 100 characters."));
  for (auto const& host : settings.hosts)
    check.need(is_host(host), "hosts", _("{host} is not a host name in small letters.").with("host", host));
  check.need(is_base_url(settings.base_url), "base_url", _("Write http:// or https:// and the host, without a slash at the end."));
  check.need(is_time_zone(settings.time_zone), "time_zone", _("There is no time zone {name}.").with("name", settings.time_zone));
  for (auto const& date : settings.holidays)
    check.need(parse_date(date).has_value(), "holidays", _("{date} is not a date such as 2027-01-01.").with("date", date));
  check.need(!settings.languages.empty(), "languages", _("Name at least one language."));
  for (auto const& language : settings.languages)
    check.need(is_language(language), "languages", _("{language} is not a language code such as en or es.").with("language", language));
  check.need(settings.email.empty() || normal_email(settings.email), "email", _("Enter an e-mail address, like name@example.org."));
  for (auto const& proxy : settings.trusted_proxies)
    check.need(is_address_or_net(proxy) && !proxy.ends_with("/0"), "trusted_proxies",
               _("{address} is not an IP address or network.").with("address", proxy));
  check_bounds(check);
  check_mail(check);
  check_look(check);
  if (!check.faults.empty()) throw invalid_fields(std::move(check.faults));
}

}  // namespace cityhall
