#pragma once
// The city's settings and their history.

#include <map>
#include <string_view>
#include <vector>

#include "kernel/settings/settings_store.h"
#include "services/page/office.h"

namespace cityhall {

struct SettingsView {
  Settings const& settings;
  std::vector<SettingsChange> history{};
  Told told{};
};
/// Every setting that the form shows, as the form calls it.
std::map<std::string_view, Message> const& setting_labels();
web::Response settings_page(Call const& call, SettingsView const& view);

}  // namespace cityhall
