#include "kernel/accounts/api_key.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/accounts/access.h"
#include "kernel/accounts/accounts_store.h"
#include "kernel/accounts/api_keys_store.h"
#include "kernel/accounts/gate.h"
#include "kernel/accounts/key_cache.h"
#include "kernel/accounts/role.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "kernel/accounts/account.h"
#include "kernel/run_unit.h"

namespace cityhall {
namespace {

void check(Unit& unit, NewApiKey const& key) {
  std::vector<FieldError> faults;
  if (trim(key.label).empty()) faults.push_back({"label", "required", _("Enter a label that says whose key this is.")});
  if (length(key.label) > 100) faults.push_back({"label", "too_long", _("Use at most 100 characters.")});
  if (!normal_email(key.contact)) faults.push_back({"contact", "malformed", _("Enter an e-mail address, like name@example.org.")});
  if (key.requests_per_minute < 1 || key.requests_per_minute > 60'000)
    faults.push_back({"requests_per_minute", "out_of_range", _("Enter a number from 1 to 60,000.")});
  auto const known = accounts_store::known_permissions(unit.tx);
  for (auto const& scope : key.scopes)
    if (!std::binary_search(known.begin(), known.end(), scope))
      faults.push_back({"scopes", "unknown", _("There is no permission {permission}.").with("permission", scope)});
  if (!faults.empty()) throw invalid_fields(std::move(faults));
}

bool is_possible(std::string_view text) { return !text.empty() && text.size() <= 200; }

}  // namespace

MadeApiKey create_api_key(Unit& unit, NewApiKey const& fresh) {
  require(unit.actor, "admin.keys");
  check(unit, fresh);
  require_reach(unit, fresh.scopes);
  MadeApiKey const made{.id = unit.city.ids().make<ApiKeyId>(), .text = "ck_" + unit.city.random().token(24)};
  ApiKey key{.id = made.id,
             .label = std::string{trim(without_control_characters(fresh.label))},
             .contact = normal_email(fresh.contact).value(),
             .channel = fresh.channel,
             .scopes = fresh.scopes,
             .requests_per_minute = fresh.requests_per_minute,
             .created = unit.now,
             .made_by = unit.actor.account};
  std::sort(key.scopes.begin(), key.scopes.end());
  key.scopes.erase(std::unique(key.scopes.begin(), key.scopes.end()), key.scopes.end());
  api_keys_store::insert(unit.tx, key, sha256_hex(made.text));
  append(unit, "api_key.created", {}, {{"key", to_text(made.id)}, {"label", key.label}, {"scopes", key.scopes}});
  return made;
}

void disable_api_key(Unit& unit, ApiKeyId id) {
  require(unit.actor, "admin.keys");
  if (!api_keys_store::disable(unit.tx, id, unit.now)) throw not_found(_("There is no such API key, or it was disabled before."));
  refresh_access(unit);
  append(unit, "api_key.disabled", {}, {{"key", to_text(id)}});
}

std::vector<ApiKey> api_keys(View const& view) {
  require(view.actor, "admin.keys");
  return api_keys_store::list(view.reader);
}

std::shared_ptr<ApiKey const> find_api_key(View const& view, std::string_view text) {
  if (!is_possible(text)) return nullptr;
  auto const hash = sha256_hex(text);
  auto& cache = view.city.gate().keys();
  if (auto key = cache.find(hash, view.city.clock().now())) return key;
  auto row = api_keys_store::find(view.reader, hash);
  if (!row || row->disabled) return nullptr;
  auto key = std::make_shared<ApiKey const>(std::move(*row));
  cache.add(hash, key, accounts_store::access_revision(view.reader));
  return key;
}

Actor actor_of(ApiKey const& key) {
  return {.kind = ActorKind::key, .key = key.id, .name = key.label, .channel = key.channel, .permissions = key.scopes};
}

std::optional<Actor> actor_for_key(View const& view, std::string_view text) {
  auto const key = find_api_key(view, text);
  if (!key) return {};
  return actor_of(*key);
}

std::shared_ptr<ApiKey const> remembered_api_key(City& city, std::string_view text) {
  return is_possible(text) ? city.gate().keys().find(sha256_hex(text), city.clock().now()) : nullptr;
}

void keep_api_keys(City& city) {
  auto const uses = city.gate().keys().take_uses();
  if (uses.empty()) return;
  city.db().write(
      [&](store::Transaction& tx) {
        for (auto const& use : uses) api_keys_store::set_last_used(tx, use.id, use.last_used);
      },
      store::Lane::bulk);
}

}  // namespace cityhall
