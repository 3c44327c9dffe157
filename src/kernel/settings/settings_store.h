#pragma once
// Where a city's settings are kept: one JSON document, with the history of its changes. Secrets in it are sealed.

#include <memory>
#include <string>
#include <vector>

#include "base/json_fwd.h"
#include "kernel/settings.h"
#include "kernel/unit.h"

namespace cityhall::store {
class Reader;
}

namespace cityhall {

class Secrets;

/// The stored settings; the defaults when none were stored yet. Called when a city opens.
std::shared_ptr<Settings const> load_settings(store::Reader& reader, Secrets const& secrets);

/// Checks, stores with history, appends `settings.changed`, and puts them in force (`city.settings`) with the commit.
/// Needs `admin.settings`. Throws invalid with every wrong field at once.
void change_settings(Unit& unit, Settings const& next);
/// Every fault of the settings as a field error: time zone, addresses, languages, bounds, URLs.
void check_settings(Settings const& settings);

struct SettingsChange {
  std::int64_t id = 0;
  Time at{};
  std::string actor_name;
  std::string before, after;  // JSON; secrets read "(secret)"
};
/// Latest first. Needs `admin.settings`.
std::vector<SettingsChange> settings_history(View const& view, std::size_t most = 100);

/// Gives the settings that this change touched the values they had before it, as a change of its own. Throws not_found; conflict
/// "settings.changed_since" when one of them was changed again.
void undo_settings_change(Unit& unit, std::int64_t id);

/// The document; the password of the mail server is left out ("(secret)" when there is one).
Json settings_json(Settings const& settings);
/// Reads the members that are there over `base`. Throws invalid for unknown members and wrong types, naming them.
Settings settings_from(Json const& json, Settings base);

}  // namespace cityhall
