#pragma once
// The city's settings and their history.

#include <vector>

#include "kernel/settings/settings_store.h"
#include "services/page/office.h"

namespace cityhall {

struct SettingsView {
  Settings const& settings;
  std::vector<SettingsChange> history{};
  Told told{};
};
web::Response settings_page(Call const& call, SettingsView const& view);

}  // namespace cityhall
