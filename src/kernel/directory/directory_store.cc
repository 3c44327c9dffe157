#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/directory/directory.h"
#include "kernel/directory/load.h"
#include "kernel/places/zone.h"
#include "store/database.h"

namespace cityhall {
namespace {

bool is_queue_pattern(std::string_view text) {
  if (text.empty() || text.size() > 120) return false;
  if (text == "*") return true;
  if (text.ends_with("/*")) text.remove_suffix(2);
  return !text.empty() && text.find('*') == std::string_view::npos && text.front() != '/' && text.back() != '/';
}

void check(Unit& unit, Crew const& crew) {
  std::vector<FieldError> errors;
  auto const name = trim(crew.name);
  if (name.empty()) errors.push_back({"name", "required", _("Give the crew a name.")});
  if (length(name) > 100) errors.push_back({"name", "too_long", _("The name of a crew has at most 100 characters.")});
  auto const other = unit.tx.maybe_value<CrewId>(R"sql(SELECT id FROM crews WHERE name = $1)sql", name);
  if (other && *other != crew.id) errors.push_back({"name", "doubled", _("There is a crew with this name already.")});
  for (auto const& queue : crew.queues)
    if (!is_queue_pattern(queue))
      errors.push_back(
          {"queues", "malformed", _("“{queue}” is not a queue. Write it as streets/north, streets/* or *.").with("queue", queue)});
  auto const zones = unit.city.zones.get();
  for (auto const zone : crew.zones)
    if (!zones->find(zone)) errors.push_back({"zones", "unknown", _("There is no zone {zone}.").with("zone", to_text(zone))});
  if (!errors.empty()) throw invalid_fields(std::move(errors));
}

void write_lists(Unit& unit, CrewId id, Crew const& crew) {
  unit.tx.run(R"sql(DELETE FROM crew_queues WHERE crew_id = $1)sql", id);
  unit.tx.run(R"sql(DELETE FROM crew_zones WHERE crew_id = $1)sql", id);
  for (auto const& queue : crew.queues)
    unit.tx.run(R"sql(INSERT INTO crew_queues (crew_id, queue) VALUES ($1, $2) ON CONFLICT (crew_id, queue) DO NOTHING)sql", id, queue);
  for (auto const zone : crew.zones)
    unit.tx.run(R"sql(INSERT INTO crew_zones (crew_id, zone_id) VALUES ($1, $2) ON CONFLICT (crew_id, zone_id) DO NOTHING)sql", id, zone);
}

/// An empty title takes the name in that language away.
void save_title(Unit& unit, std::string_view queue, std::string_view language, std::string_view title) {
  unit.tx.run(R"sql(DELETE FROM queue_titles WHERE queue = $1 AND language = $2)sql", queue, language);
  if (!title.empty()) unit.tx.run(R"sql(INSERT INTO queue_titles (queue, language, title) VALUES ($1, $2, $3))sql", queue, language, title);
}

/// The new directory is read inside the transaction and takes effect with its commit.
void put_in_force(Unit& unit) {
  auto next = load_directory(unit.tx);
  unit.tx.after_commit([&city = unit.city, next] { city.directory.set(next); });
}

}  // namespace

std::shared_ptr<Directory const> load_directory(store::Reader& reader) {
  std::vector<Crew> crews;
  for (auto const row : reader.query(R"sql(SELECT id, name, active FROM crews ORDER BY id)sql"))
    crews.push_back({.id = row.get<CrewId>(0), .name = row.get<std::string>(1), .active = row.get<bool>(2)});
  for (auto& crew : crews) {
    for (auto const row : reader.query(R"sql(SELECT queue FROM crew_queues WHERE crew_id = $1 ORDER BY queue)sql", crew.id))
      crew.queues.push_back(row.get<std::string>(0));
    for (auto const row : reader.query(R"sql(SELECT zone_id FROM crew_zones WHERE crew_id = $1 ORDER BY zone_id)sql", crew.id))
      crew.zones.push_back(row.get<ZoneId>(0));
  }
  std::vector<Queue> queues;
  for (auto const row : reader.query(R"sql(SELECT id, title FROM queues ORDER BY id)sql"))
    queues.push_back({row.get<std::string>(0), row.get<std::string>(1)});
  for (auto const row : reader.query(R"sql(SELECT queue, language, title FROM queue_titles)sql"))
    for (auto& queue : queues)
      if (queue.id == row.get<std::string_view>(0)) queue.titles[row.get<std::string>(1)] = row.get<std::string>(2);
  return std::make_shared<Directory const>(std::move(crews), std::move(queues));
}

CrewId save_crew(Unit& unit, Crew const& crew) {
  require(unit.actor, "admin.crews");
  check(unit, crew);
  auto const id = crew.id ? crew.id : unit.city.ids().make<CrewId>();
  auto const changed = unit.tx.run(
      R"sql(INSERT INTO crews (id, name, active) VALUES ($1, $2, $3)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, active = excluded.active)sql",
      id, trim(crew.name), crew.active);
  if (changed == 0) throw not_found();
  write_lists(unit, id, crew);
  append(unit, "crew.saved", {.crew_id = id}, Json{{"name", trim(crew.name)}, {"queues", crew.queues}, {"active", crew.active}});
  put_in_force(unit);
  return id;
}

void save_queue(Unit& unit, Queue const& queue) {
  require(unit.actor, "admin.crews");
  if (!is_queue_pattern(queue.id) || queue.id.find('*') != std::string::npos)
    throw invalid_fields(
        {{"id", "malformed", _("“{queue}” is not a queue. Write it as streets or streets/north.").with("queue", queue.id)}});
  unit.tx.run(R"sql(INSERT INTO queues (id, title) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET title = excluded.title)sql", queue.id,
              trim(queue.title));
  for (auto const& [language, title] : queue.titles) save_title(unit, queue.id, language, trim(title));
  append(unit, "queue.saved", {}, Json{{"queue", queue.id}, {"title", trim(queue.title)}, {"titles", queue.titles}});
  put_in_force(unit);
}

}  // namespace cityhall
