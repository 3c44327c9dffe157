#include "kernel/settings/settings_store.h"

#include <algorithm>

#include "base/json.h"
#include "base/log.h"
#include "base/refusal.h"
#include "kernel/accounts/access.h"
#include "kernel/accounts/accounts_store.h"
#include "kernel/accounts/gate.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "kernel/secrets/secrets.h"
#include "kernel/settings/calendars.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

std::optional<std::string> stored_document(store::Reader& reader) {
  return reader.maybe_value<std::string>(R"sql(SELECT document FROM settings WHERE id = 1)sql");
}

std::string document_of(Settings const& settings, Secrets const& secrets) {
  auto json = settings_json(settings);
  if (!settings.mail.password.empty()) json["mail"]["password"] = secrets.seal(settings.mail.password);
  return to_text(json);
}

Settings settings_of(std::string_view document, Secrets const& secrets) {
  auto const json = parse_json(document);
  if (!json) throw unavailable("settings.damaged", _("The stored settings are damaged: {cause}").with("cause", json.error().what));
  auto settings = settings_from(*json, {});
  if (settings.mail.password.empty()) return settings;
  auto const password = secrets.open(settings.mail.password);
  if (!password) log_warning("the mail password was sealed with another key: enter it again in the settings");
  settings.mail.password = password.value_or(std::string{});
  return settings;
}

/// Faults of the change itself, whatever the settings are: those who install the program decide what a demo is, and nobody locks the door
/// before he has a key.
void check_change(Unit& unit, Settings const& before, Settings const& next) {
  if (unit.actor.kind == ActorKind::system) return;
  std::vector<FieldError> faults;
  if (next.demo != before.demo) faults.push_back({"demo", "fixed", _("Whether this is a demo is decided when the city is made.")});
  if (next.staff_second_factor && !before.staff_second_factor) {
    auto const own = accounts_store::find(unit.tx, unit.actor.account);
    if (!own || !own->account.has_second_factor)
      faults.push_back({"staff_second_factor", "own_missing",
                        _("Set up your own second factor first, on the page of your account. Then you can ask it of everybody.")});
  }
  if (!faults.empty()) throw invalid_fields(std::move(faults));
}

}  // namespace

std::shared_ptr<Settings const> load_settings(store::Reader& reader, Secrets const& secrets) {
  auto const document = stored_document(reader);
  return std::make_shared<Settings const>(document ? settings_of(*document, secrets) : Settings{});
}

namespace {

/// The name of another city of the same process is not to be had: its residents would talk to this one.
void refuse_taken_hosts(City const& city, Settings const& next) {
  if (!city.host_is_taken) return;
  auto const before = city.settings.get()->own_hosts();
  for (auto const& host : next.own_hosts())
    if (std::find(before.begin(), before.end(), host) == before.end() && city.host_is_taken(host))
      throw invalid_fields({{next.hosts.empty() ? "base_url" : "hosts", "taken",
                             _("Another city on this machine answers to {host}.").with("host", host)}});
}

}  // namespace

void change_settings(Unit& unit, Settings const& next) {
  require(unit.actor, "admin.settings");
  check_settings(next);
  refuse_taken_hosts(unit.city, next);
  auto const& secrets = unit.city.gate().secrets();
  auto const current = load_settings(unit.tx, secrets);
  check_change(unit, *current, next);
  auto const before = to_text(settings_json(*current));
  auto const after = to_text(settings_json(next));
  unit.tx.run(R"sql(INSERT INTO settings (id, document) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET document = $1)sql",
              document_of(next, secrets));
  unit.tx.run(R"sql(
    INSERT INTO settings_changes (id, at, account_id, actor_name, before_json, after_json) VALUES ($1, $2, $3, $4, $5, $6))sql",
              unit.city.ids().next(), unit.now, unit.actor.account, unit.actor.name, before, after);
  append(unit, "settings.changed", {}, Json::object());
  unit.tx.after_commit([&city = unit.city, fresh = std::make_shared<Settings const>(next), calendar = load_calendar(unit.tx, next)] {
    city.settings.set(fresh);
    city.calendar.set(calendar);  // due times count in the new zone and around the new holidays from now on
  });
  refresh_access(unit);  // whether staff need a second factor is part of a session
}

std::vector<SettingsChange> settings_history(View const& view, std::size_t most) {
  require(view.actor, "admin.settings");
  std::vector<SettingsChange> changes;
  for (auto const row : view.reader.query(R"sql(
    SELECT id, at, actor_name, before_json, after_json FROM settings_changes ORDER BY id DESC LIMIT $1)sql",
                                          static_cast<std::int64_t>(most)))
    changes.push_back(
        {row.get<std::int64_t>(0), row.get<Time>(1), row.get<std::string>(2), row.get<std::string>(3), row.get<std::string>(4)});
  return changes;
}

void undo_settings_change(Unit& unit, std::int64_t id) {
  require(unit.actor, "admin.settings");
  auto const row = unit.tx.maybe(R"sql(SELECT before_json, after_json FROM settings_changes WHERE id = $1)sql", id);
  auto const before = row ? parse_json(row->get<std::string>(0)) : Result<Json>{Error{}};
  auto const after = row ? parse_json(row->get<std::string>(1)) : Result<Json>{Error{}};
  if (!before || !after) throw not_found(_("There is no such change of the settings."));
  auto const current = load_settings(unit.tx, unit.city.gate().secrets());
  auto const now = settings_json(*current);
  Json back = Json::object();
  for (auto const& [name, value] : before->items()) {
    if (after->value(name, Json{}) == value || !now.contains(name)) continue;
    if (now.at(name) != after->value(name, Json{}))
      throw conflict("settings.changed_since", _("{name} was changed again since then.").with("name", name),
                     _("Undo the later change first."));
    back[name] = value;
  }
  change_settings(unit, settings_from(back, *current));
}

}  // namespace cityhall
