#include "kernel/definitions/definitions_store.h"

#include <algorithm>
#include <future>
#include <thread>

#include "base/json.h"
#include "base/refusal.h"
#include "base/time_zone.h"
#include "kernel/city.h"
#include "kernel/definitions/print.h"
#include "kernel/events/event.h"
#include "kernel/run_unit.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

Refusal damaged(std::string const& service, int version) {
  return unavailable("definition.damaged",
                     _("The stored definition of {service}, version {version}, is damaged.")
                         .with("service", service)
                         .with("version", std::to_string(version)),
                     _("Restore the database from a backup; running requests need the definition that they were opened with."));
}

Refusal no_such_service(std::string_view service) {
  return not_found(_("There is no service {service}.").with("service", std::string{service}),
                   _("Look up its name in the list of services."));
}

struct StoredDefinition {
  std::string service;
  int version = 0;
  std::string hash;
  std::string json;
  Time published{};
  std::int64_t published_by = 0;
  int retired_version = 0;
};

std::vector<StoredDefinition> read_rows(store::Reader& reader) {
  std::vector<StoredDefinition> rows;
  for (auto const row :
       reader.query(R"sql(SELECT d.service, d.version, d.hash, d.json, d.published_at, d.published_by, coalesce(r.version, 0)
                                           FROM definitions d LEFT JOIN retired_services r ON r.service = d.service
                                           ORDER BY d.service, d.version)sql")) {
    rows.push_back({row.get<std::string>(0), row.get<int>(1), row.get<std::string>(2), row.get<std::string>(3), row.get<Time>(4),
                    row.get<std::int64_t>(5), row.get<int>(6)});
  }
  return rows;
}

PublishedDefinition read_stored(StoredDefinition const& row) {
  auto parsed = parse_canonical(row.json);
  if (!parsed || (*parsed)->hash != row.hash) throw damaged(row.service, row.version);
  return {*std::move(parsed), row.published, row.published_by, row.version <= row.retired_version};
}

/// Parsing is most of the start of a city with many services: all processors share it. The first fault of each is thrown here.
std::vector<PublishedDefinition> read_all(std::vector<StoredDefinition> const& rows) {
  std::vector<PublishedDefinition> out(rows.size());
  auto const shares = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 8);
  std::vector<std::future<void>> running;
  for (std::size_t share = 0; share < shares; ++share)
    running.push_back(std::async(std::launch::async, [&rows, &out, share, shares] {
      for (auto i = share; i < rows.size(); i += shares) out[i] = read_stored(rows[i]);
    }));
  for (auto& one : running) one.wait();
  for (auto& one : running) one.get();
  return out;
}

/// The canonical bytes; refuses what is no JSON.
std::string canonical(std::string_view json) {
  auto const parsed = parse_json(json, {.bytes = 512U * 1024, .depth = 16});
  if (!parsed) throw invalid("definition.faulty", _("This is no JSON: {fault}.").with("fault", parsed.error().what));
  return print_definition(*parsed);
}

void refuse_faulty(std::string_view json, CheckContext const& context) {
  std::vector<FieldError> fields;
  for (auto const& fault : examine(json, context))
    fields.push_back({fault.pointer, "fault", _("{message}").with("message", fault.message + (fault.fix.empty() ? "" : ' ' + fault.fix))});
  if (fields.empty()) return;
  auto const count = static_cast<long>(fields.size());  // before the list is moved away
  throw invalid("definition.faulty", _n("The definition has {count} fault.", "The definition has {count} faults.", count),
                _("Correct what is named, then publish again."), std::move(fields));
}

/// The check sees what is in force besides what the caller knows of.
CheckContext with_published(CheckContext context, DefinitionSet const& published) {
  context.others.insert(context.others.end(), published.current().begin(), published.current().end());
  return context;
}

void insert(Unit& unit, Definition const& definition, std::string const& json) {
  unit.tx.run(R"sql(INSERT INTO definitions (service, version, hash, json, effective, published_at, published_by)
                    VALUES ($1, $2, $3, $4, $5, $6, $7))sql",
              definition.id, definition.version, definition.hash, json, definition.effective, unit.now, unit.actor.account);
  append(unit, "definition.published", {}, {{"service", definition.id}, {"version", definition.version}, {"hash", definition.hash}});
}

/// Each change is made to the set that is in force then: several may be committed together.
void change_with_commit(Unit& unit, std::function<DefinitionSet(DefinitionSet const&)> change) {
  auto& snapshot = unit.city.definitions;
  unit.tx.after_commit(
      [&snapshot, change = std::move(change)] { snapshot.set(std::make_shared<DefinitionSet const>(change(*snapshot.get()))); });
}

std::string today_in(City const& city) { return to_iso(city.zone().date_of(city.clock().now())); }

}  // namespace

std::shared_ptr<DefinitionSet const> load_definitions(store::Reader& reader, std::string today) {
  return std::make_shared<DefinitionSet const>(read_all(read_rows(reader)), std::move(today));
}

void bring_into_force(City& city) {
  auto const today = today_in(city);
  if (!city.definitions.get()->changes_on(today)) return;
  // In the writer's turn, so that no publication is lost beside it.
  run_unit(city, system_actor("services into force"),
           [&](Unit& unit) { change_with_commit(unit, [today](DefinitionSet const& set) { return set.on(today); }); });
}

DefinitionPtr publish_definition(Unit& unit, std::string_view json, CheckContext const& context) {
  require(unit.actor, "admin.services");
  auto const bytes = canonical(json);
  auto const parsed = parse_leniently(json).definition;
  if (parsed != nullptr) {
    auto const same = unit.tx.maybe_value<std::string>(R"sql(SELECT hash FROM definitions WHERE service = $1 AND version = $2)sql",
                                                       parsed->id, parsed->version);
    if (same == parsed->hash) return parsed;
  }
  refuse_faulty(json, with_published(context, *unit.city.definitions.get()));
  auto const newest = unit.tx.value<int>(R"sql(SELECT coalesce(max(version), 0) FROM definitions WHERE service = $1)sql", parsed->id);
  if (parsed->version <= newest)
    throw conflict("definition.version_exists",
                   _("Version {version} of {service} is published already and cannot change.")
                       .with("version", std::to_string(newest))
                       .with("service", parsed->id),
                   _("Write version {next} into the file and publish again.").with("next", std::to_string(newest + 1)));
  insert(unit, *parsed, bytes);
  auto const today = today_in(unit.city);
  change_with_commit(unit, [today, published = PublishedDefinition{parsed, unit.now, unit.actor.account.value}](DefinitionSet const& set) {
    return set.with(published).on(today);
  });
  return parsed;
}

void retire_definition(Unit& unit, std::string_view service_id) {
  require(unit.actor, "admin.services");
  auto const newest = unit.tx.value<int>(R"sql(SELECT coalesce(max(version), 0) FROM definitions WHERE service = $1)sql", service_id);
  if (newest == 0) throw no_such_service(service_id);
  unit.tx.run(R"sql(INSERT INTO retired_services (service, version, retired_at, retired_by) VALUES ($1, $2, $3, $4)
                    ON CONFLICT (service) DO UPDATE
                      SET version = excluded.version, retired_at = excluded.retired_at, retired_by = excluded.retired_by)sql",
              service_id, newest, unit.now, unit.actor.account);
  append(unit, "definition.retired", {}, {{"service", std::string{service_id}}, {"version", newest}});
  change_with_commit(unit, [id = std::string{service_id}](DefinitionSet const& set) { return set.without(id); });
}

std::vector<std::string> published_services(View const& view) { return view.reader.values<std::string>(R"sql(SELECT DISTINCT service FROM definitions ORDER BY service)sql"); }

std::string definition_source(View const& view, std::string_view service_id, int version) {
  auto json = view.reader.maybe_value<std::string>(R"sql(SELECT json FROM definitions WHERE service = $1 AND version = $2)sql", service_id,
                                                   version);
  if (!json) throw no_such_service(service_id);
  return *std::move(json);
}

}  // namespace cityhall
