#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/delegations/delegation.h"
#include "kernel/events/event.h"
#include "kernel/places/zone.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

constexpr std::string_view delegate_role = "delegate";

std::string zone_list(std::vector<ZoneId> const& zones) {
  std::vector<std::string> ids;
  for (auto const zone : zones) ids.push_back(to_text(zone));
  return join(ids, ",");
}

std::vector<std::string> words_in(std::string_view list) {
  std::vector<std::string> words;
  for (auto const word : split(list, ','))
    if (!word.empty()) words.emplace_back(word);
  return words;
}

Delegation delegation_from(store::Row const& row) {
  Delegation one{.id = row.get<DelegationId>(0),
                 .account = row.get<AccountId>(1),
                 .name = row.get<std::string>(2),
                 .email = row.get<std::string>(3),
                 .organisation = row.get<std::string>(4),
                 .source = row.get<std::string>(5),
                 .services = words_in(row.get<std::string_view>(6)),
                 .course = row.get<std::string>(8),
                 .valid_until = row.get<std::optional<Time>>(9),
                 .active = row.get<bool>(10),
                 .revision = row.get<std::int64_t>(11)};
  for (auto const& id : words_in(row.get<std::string_view>(7))) one.zones.push_back(ZoneId{parse_id(id)});
  return one;
}

store::Query select_delegations() {
  return store::Query{R"sql(
    SELECT delegations.id, account_id, accounts.name, accounts.email, organisation, source, services, zones, course, valid_until, active,
      revision
    FROM delegations JOIN accounts ON accounts.id = delegations.account_id)sql"};
}

std::optional<Delegation> first(store::Reader& reader, store::Query const& query) {
  for (auto const row : reader.query(query)) return delegation_from(row);
  return std::nullopt;
}

bool is_source(std::string_view word) {
  auto const fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !word.empty() && word.size() <= 40 && std::all_of(word.begin(), word.end(), fits);
}

std::optional<Time> newest_certificate(store::Reader& reader, AccountId account, std::string_view course) {
  return reader.value<std::optional<Time>>(
      R"sql(SELECT max(valid_until) FROM training_records WHERE account_id = $1 AND course = $2 AND passed = 1)sql", account, course);
}

DelegationId insert(Unit& unit, Delegation const& delegation) {
  auto const account = delegation.account;
  if (first(unit.tx, select_delegations().where("account_id = ?", account)))
    throw conflict("delegation.doubled", _("This person has a delegation already."), _("Find it in the list and change it."));
  auto const id = unit.city.ids().make<DelegationId>();
  unit.tx.run(R"sql(INSERT INTO delegations (id, account_id, organisation, source, services, zones, course, valid_until, active, revision, made_at)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10))sql",
              id, account, trim(delegation.organisation), delegation.source, join(delegation.services, ","), zone_list(delegation.zones),
              delegation.course, newest_certificate(unit.tx, account, delegation.course), delegation.active, unit.now);
  return id;
}

void update(Unit& unit, Delegation const& delegation, AccountId account) {
  auto const changed = unit.tx.run(
      R"sql(UPDATE delegations SET organisation = $3, source = $4, services = $5, zones = $6, course = $7, valid_until = $8, active = $9,
              revision = $2 + 1 WHERE id = $1 AND revision = $2)sql",
      delegation.id, delegation.revision, trim(delegation.organisation), delegation.source, join(delegation.services, ","),
      zone_list(delegation.zones), delegation.course, newest_certificate(unit.tx, account, delegation.course), delegation.active);
  if (changed == 0)
    throw conflict("delegation.changed", _("Somebody else has changed this delegation meanwhile."), _("Look at it again, then change it."));
}

}  // namespace

std::vector<FieldError> delegation_faults(City& city, Delegation const& delegation) {
  std::vector<FieldError> errors;
  if (trim(delegation.organisation).empty())
    errors.push_back({"organisation", "required", _("Enter the organization for which this person reports.")});
  if (!is_source(delegation.source))
    errors.push_back({"source", "malformed", _("A source code has small letters, digits and hyphens only, at most 40.")});
  auto const definitions = city.definitions.get();
  for (auto const& service : delegation.services)
    if (!definitions->find(service))
      errors.push_back({"services", "unknown", _("There is no service “{service}”.").with("service", service)});
  auto const zones = city.zones.get();
  for (auto const zone : delegation.zones)
    if (zones->find(zone) == nullptr) errors.push_back({"zones", "unknown", _("There is no such zone.")});
  return errors;
}

DelegationId save_delegation(Unit& unit, Delegation const& delegation) {
  require(unit.actor, "delegates.manage");
  if (auto faults = delegation_faults(unit.city, delegation); !faults.empty()) throw invalid_fields(std::move(faults));
  auto id = delegation.id;
  if (delegation.revision == 0) id = insert(unit, delegation);
  else update(unit, delegation, delegation_by_id(view_of(unit), id).account);
  append(unit, "delegation.saved", {},
         Json{{"delegation", to_text(id)}, {"source", delegation.source}, {"active", delegation.active}});
  return id;
}

std::vector<Delegation> delegations(View const& view) {
  require(view.actor, "delegates.manage");
  std::vector<Delegation> all;
  for (auto const row : view.reader.query(select_delegations().order_by("organisation, accounts.name, delegations.id")))
    all.push_back(delegation_from(row));
  return all;
}

Delegation delegation_by_id(View const& view, DelegationId id) {
  auto const found = first(view.reader, select_delegations().where("delegations.id = ?", id));
  bool const own = found && view.actor.account && found->account == view.actor.account;
  if (!own) require(view.actor, "delegates.manage");
  if (!found) throw not_found();
  return *found;
}

std::optional<Delegation> delegation_of(View const& view, Actor const& actor) {
  if (actor.kind == ActorKind::key && actor.key)
    return first(view.reader, select_delegations()
                                  .join("JOIN delegation_keys ON delegation_keys.delegation_id = delegations.id")
                                  .where("delegation_keys.key_id = ?", actor.key));
  if (actor.kind == ActorKind::resident && actor.has_role(delegate_role))
    return first(view.reader, select_delegations().where("account_id = ?", actor.account).where("active = 1"));
  return std::nullopt;
}

void lend_key(Unit& unit, DelegationId id, ApiKeyId key) {
  require(unit.actor, "delegates.manage");
  unit.tx.run(R"sql(INSERT INTO delegation_keys (key_id, delegation_id) VALUES ($1, $2)
                    ON CONFLICT (key_id) DO UPDATE SET delegation_id = excluded.delegation_id)sql",
              key, id);
}

std::vector<ApiKeyId> keys_of(View const& view, DelegationId id) {
  return view.reader.values<ApiKeyId>(R"sql(SELECT key_id FROM delegation_keys WHERE delegation_id = $1 ORDER BY key_id)sql", id);
}

void record_training(Unit& unit, AccountId account, TrainingResult const& result) {
  unit.tx.run(R"sql(INSERT INTO training_records (id, account_id, course, version, right_answers, questions, passed, taken_at, valid_until)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))sql",
              unit.city.ids().next(), account, result.course, result.version, result.right, result.questions, result.passed, unit.now,
              result.valid_until);
  if (result.passed)
    unit.tx.run(R"sql(UPDATE delegations SET valid_until = $3 WHERE account_id = $1 AND course = $2)sql", account, result.course,
                result.valid_until);
  append(unit, "training.taken", {},
         Json{{"account", to_text(account)}, {"course", result.course}, {"passed", result.passed}, {"right", result.right},
              {"questions", result.questions}});
}

std::vector<TrainingResult> training_of(View const& view, AccountId account) {
  std::vector<TrainingResult> all;
  for (auto const row : view.reader.query(
           R"sql(SELECT course, version, right_answers, questions, passed, taken_at, valid_until FROM training_records WHERE account_id = $1
                 ORDER BY id DESC LIMIT 50)sql",
           account))
    all.push_back({.course = row.get<std::string>(0),
                   .version = row.get<std::string>(1),
                   .right = row.get<int>(2),
                   .questions = row.get<int>(3),
                   .passed = row.get<bool>(4),
                   .taken_at = row.get<Time>(5),
                   .valid_until = row.get<std::optional<Time>>(6)});
  return all;
}

}  // namespace cityhall
