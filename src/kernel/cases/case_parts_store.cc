#include "kernel/cases/case_rows.h"
#include "kernel/city.h"
#include "kernel/places/cell.h"
#include "kernel/places/zone.h"

namespace cityhall {

void save_place(Unit& unit, Case& report) {
  auto const zones = unit.city.zones.get();
  if (report.place.point && report.zones.empty())
    for (auto const* zone : zones->at(*report.place.point)) report.zones.push_back(zone->id);
  auto const& point = report.place.point;
  unit.tx.run(
      R"sql(UPDATE cases SET latitude = $2, longitude = $3, cell = $4, address_id = $5, address = $6, zip = $7, zones = $8 WHERE id = $1)sql",
      report.id, point ? std::optional{point->latitude} : std::nullopt, point ? std::optional{point->longitude} : std::nullopt,
      point ? std::optional{cell_of(*point)} : std::nullopt, report.place.address_id, report.place.address, report.place.zip,
      zones_text(report.zones));
  insert_zones(unit, report);
}

std::string stored_personal_answers(store::Reader& reader, CaseId id) {
  return reader.maybe_value<std::string>(R"sql(SELECT answers FROM case_people WHERE case_id = $1)sql", id).value_or("{}");
}

void save_personal_answers(Unit& unit, CaseId id, std::string_view answers) {
  if (answers.size() <= 2 && stored_personal_answers(unit.tx, id).size() <= 2) return;
  unit.tx.run(
      R"sql(INSERT INTO case_people (case_id, reporter_name, answers) VALUES ($1, '', $2)
            ON CONFLICT (case_id) DO UPDATE SET answers = $2)sql",
      id, answers);
}

}  // namespace cityhall
