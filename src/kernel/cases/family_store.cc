#include <algorithm>

#include "kernel/cases/family_rows.h"
#include "kernel/city.h"
#include "kernel/places/cell.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

Bond bond_from(std::string_view word) { return word == "incident" ? Bond::incident : Bond::duplicate; }

template <class AnyRow>
BondRow bond_row(AnyRow const& row) {
  return {.id = row.template get<std::int64_t>(0),
          .case_id = row.template get<CaseId>(1),
          .main = row.template get<CaseId>(2),
          .bond = bond_from(row.template get<std::string>(3)),
          .came_with = row.template get<std::int64_t>(4),
          .since = row.template get<Time>(5)};
}

}  // namespace

std::string_view to_text(Bond bond) { return bond == Bond::incident ? "incident" : "duplicate"; }

std::optional<BondRow> bond_of(View const& view, CaseId member) {
  auto const row = view.reader.maybe(
      R"sql(SELECT id, case_id, main_id, kind, came_with, made_at FROM case_bonds WHERE case_id = $1 AND ended_at IS NULL)sql", member);
  return row ? std::optional{bond_row(*row)} : std::nullopt;
}

std::vector<BondRow> company_of(View const& view, std::int64_t bond) {
  std::vector<BondRow> rows;
  for (auto const row : view.reader.query(
           R"sql(SELECT id, case_id, main_id, kind, came_with, made_at FROM case_bonds
                 WHERE came_with = $1 AND came_with <> 0 AND ended_at IS NULL ORDER BY id)sql",
           bond))
    rows.push_back(bond_row(row));
  return rows;
}

std::int64_t insert_bond(Unit& unit, BondRow const& row) {
  auto const id = unit.city.ids().next();
  unit.tx.run(
      R"sql(INSERT INTO case_bonds (id, case_id, main_id, kind, came_with, made_at, made_by) VALUES ($1, $2, $3, $4, $5, $6, $7))sql", id,
      row.case_id, row.main, to_text(row.bond), row.came_with, unit.now, unit.actor.name);
  return id;
}

void end_bond(Unit& unit, std::int64_t id) {
  unit.tx.run(R"sql(UPDATE case_bonds SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL)sql", id, unit.now);
}

std::vector<Member> members_of(View const& view, CaseId main) {
  std::vector<Member> members;
  for (auto const row : view.reader.query(
           R"sql(SELECT case_bonds.case_id, cases.number, case_bonds.kind, case_bonds.made_at, case_bonds.made_by
                 FROM case_bonds JOIN cases ON cases.id = case_bonds.case_id
                 WHERE case_bonds.main_id = $1 AND case_bonds.ended_at IS NULL ORDER BY case_bonds.made_at, case_bonds.id)sql",
           main))
    members.push_back({.id = row.get<CaseId>(0),
                       .number = row.get<std::string>(1),
                       .bond = bond_from(row.get<std::string_view>(2)),
                       .since = row.get<Time>(3),
                       .by = row.get<std::string>(4)});
  return members;
}

std::size_t count_members(View const& view, CaseId main) {
  return static_cast<std::size_t>(
      view.reader.value<std::int64_t>(R"sql(SELECT count(*) FROM case_bonds WHERE main_id = $1 AND ended_at IS NULL)sql", main));
}

std::optional<MainCase> main_of(View const& view, Case const& report) {
  if (!report.main) return std::nullopt;
  auto const row = view.reader.maybe(
      R"sql(SELECT case_bonds.main_id, cases.number, case_bonds.kind, cases.is_public FROM case_bonds JOIN cases ON cases.id = case_bonds.main_id
            WHERE case_bonds.case_id = $1 AND case_bonds.ended_at IS NULL)sql",
      report.id);
  if (!row) return std::nullopt;
  return MainCase{.id = row->get<CaseId>(0),
                  .number = row->get<std::string>(1),
                  .bond = bond_from(row->get<std::string>(2)),
                  .is_public = row->get<bool>(3)};
}

std::vector<NearCase> near_cases(View const& view, Case const& report, double metres, std::size_t most) {
  if (!report.place.point) return {};
  std::vector<NearCase> near;
  for (auto const cell : cells_around(*report.place.point, metres))
    for (auto const row : view.reader.query(
             R"sql(SELECT id, number, address, description, opened_at, latitude, longitude FROM cases
                   WHERE is_open = 1 AND cell IS NOT NULL AND cell = $1 AND service = $2 AND main_id = 0 AND id <> $3)sql",
             cell, report.service, report.id)) {
      auto const away = metres_between({row.get<double>(5), row.get<double>(6)}, *report.place.point);
      if (away > metres) continue;
      near.push_back({.id = row.get<CaseId>(0),
                      .number = row.get<std::string>(1),
                      .address = row.get<std::string>(2),
                      .description = row.get<std::string>(3),
                      .opened_at = row.get<Time>(4),
                      .metres = away});
    }
  std::sort(near.begin(), near.end(), [](NearCase const& a, NearCase const& b) {
    return std::pair{a.metres, a.id} < std::pair{b.metres, b.id};
  });
  if (near.size() > most) near.resize(most);
  return near;
}

}  // namespace cityhall
