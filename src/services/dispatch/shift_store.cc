#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/city.h"
#include "kernel/directory/directory.h"
#include "services/dispatch/shift.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

CrewShift shift_from(store::Row const& row) {
  CrewShift shift{.crew = row.get<CrewId>(0), .starts = row.get<int>(1), .ends = row.get<int>(2)};
  shift.base.address = row.get<std::string>(3);
  auto const latitude = row.get<std::optional<double>>(4);
  auto const longitude = row.get<std::optional<double>>(5);
  if (latitude && longitude) shift.base.point = Point{*latitude, *longitude};
  return shift;
}

std::optional<double> latitude_of(Place const& place) { return place.point ? std::optional{place.point->latitude} : std::nullopt; }
std::optional<double> longitude_of(Place const& place) { return place.point ? std::optional{place.point->longitude} : std::nullopt; }

}  // namespace

std::vector<CrewShift> own_shifts(View const& view) {
  std::vector<CrewShift> shifts;
  for (
      auto const row : view.reader.query(
          R"sql(SELECT crew_id, starts_minute, ends_minute, base_address, base_latitude, base_longitude FROM crew_shifts ORDER BY crew_id)sql"))
    shifts.push_back(shift_from(row));
  return shifts;
}

CrewShift shift_of(View const& view, CrewId crew) {
  auto const shifts = own_shifts(view);
  auto const own = std::find_if(shifts.begin(), shifts.end(), [&](CrewShift const& shift) { return shift.crew == crew; });
  return own == shifts.end() ? CrewShift{.crew = crew} : *own;
}

void change_shift(Unit& unit, CrewShift const& shift) {
  require(unit.actor, "issues.dispatch");
  if (unit.city.directory.get()->crew(shift.crew) == nullptr) throw not_found();
  constexpr int day = 24 * 60;
  if (shift.starts < 0 || shift.ends > day || shift.minutes() < 15)
    throw invalid_fields({{"ends", "order", _("The shift must end at least 15 minutes after it starts, on the same day.")}});
  unit.tx.run(
      R"sql(INSERT INTO crew_shifts (crew_id, starts_minute, ends_minute, base_address, base_latitude, base_longitude)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (crew_id) DO UPDATE SET starts_minute = $2, ends_minute = $3, base_address = $4, base_latitude = $5,
              base_longitude = $6)sql",
      shift.crew, shift.starts, shift.ends, shift.base.address, latitude_of(shift.base), longitude_of(shift.base));
  append(unit, "crew.shift_changed", {.crew_id = shift.crew},
         Json{{"starts", shift.starts}, {"ends", shift.ends}, {"base", shift.base.address}});
}

}  // namespace cityhall
