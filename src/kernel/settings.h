#pragma once
// A city's settings: few, explained, kept in its database, replaced as a whole.

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cityhall {

struct MailSettings {
  std::string smtp_url;      // "smtp://127.0.0.1:2525", "smtps://mail.example.org:465"; empty: mail stays queued
  std::string user;
  std::string password;      // secret
  std::string from;          // "Fairhaven 311 <311@fairhaven.example>"
  std::string inbox;         // "311@fairhaven.example": answers to it come in by `cityhall mail receive`; empty: mail is not read
};

/// Six colours of one colour scheme, each "#b4410e"; an empty one is the shipped colour.
struct CityColours {
  std::string paper, ink, link, action, good, alert;
  friend bool operator==(CityColours const&, CityColours const&) = default;
};

/// What a city looks like on every page and in its mails. Texts by language.
struct CityLook {
  std::string seal;          // up to four letters in place of the shipped mark
  std::string seal_picture;  // number of a file; wins over the letters
  std::string hero_picture;  // number of a file; on the start page
  std::map<std::string, std::string> hero_words;  // for those who do not see the picture
  std::map<std::string, std::string> footer;      // Markdown
  CityColours light, dark;
};

struct Settings {
  std::string name = "New city";
  std::vector<std::string> hosts;           // host names it answers to; empty: that of base_url, and any when it is served alone
  std::string base_url = "http://127.0.0.1:8080";  // in mails and feeds; never taken from a request's Host header
  std::string time_zone = "America/New_York";
  std::vector<std::string> holidays;        // dates, "2027-01-01"; due times in business days skip them
  std::vector<std::string> languages{"en", "es"};  // the first is the default
  std::string jurisdiction_id;              // Open311; empty: optional in requests
  std::string phone = "311";
  std::string email;
  std::string address;
  // Outer bound of the city, degrees WGS 84; a place outside is refused. A zone layer named "city" is exact and wins.
  std::optional<double> north, south, east, west;
  std::vector<std::string> trusted_proxies;
  MailSettings mail;
  CityLook look;
  bool staff_second_factor = false;         // staff must enrol a second factor (TOTP) before they can work
  bool outbound_everywhere = false;         // web hooks may reach private addresses: tests, and cities whose own services are inside
  bool demo = false;                        // reusable sign-in links, sample data

  bool speaks(std::string_view language) const;
  /// The host names that are this city's: its own list, or that of its base address.
  std::vector<std::string> own_hosts() const;
  /// `wanted` where the city speaks it, else the city's own.
  std::string language_for(std::string_view wanted) const;
  std::string const& default_language() const { return languages.front(); }
};

}  // namespace cityhall
