#pragma once
// What each setting is called and means: the page Settings, its history and docs/reference/settings.md read the same list.

#include <map>
#include <string_view>

#include "base/message.h"

namespace cityhall {

struct SettingWords {
  Message title;
  Message meaning;
  std::string_view unit;  // "degrees", "URL"; empty: none
  std::string_view page;  // where an administrator sets it; empty: only when the city is made
};

/// By full name: "name", "mail.smtp_url", "look.light.paper".
std::map<std::string_view, SettingWords> const& setting_words();

}  // namespace cityhall
