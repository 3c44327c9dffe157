#include "kernel/casework/related.h"

#include <algorithm>
#include <tuple>

#include "kernel/actor.h"
#include "kernel/assets/asset_link.h"
#include "kernel/places/cell.h"
#include "store/reader.h"

namespace cityhall {
namespace {

constexpr double near_metres = 150;
constexpr auto near_in_time = std::chrono::days{45};
constexpr std::int64_t looked_at_of_a_square = 60;
constexpr std::size_t looked_at_of_an_asset = 6;

struct Candidate {
  CaseId id{};
  Relation relation = Relation::near;
  double metres = 0;
};

void add_near(View const& view, Case const& report, std::vector<Candidate>& found) {
  if (!report.place.point) return;
  for (auto const cell : cells_around(*report.place.point, near_metres))
    for (auto const row : view.reader.query(
             R"sql(SELECT id, latitude, longitude FROM cases
                   WHERE cell IS NOT NULL AND cell = $1 AND opened_at >= $2 AND opened_at <= $3 AND id <> $4
                   ORDER BY opened_at DESC LIMIT $5)sql",
             cell, report.opened_at - near_in_time, report.opened_at + near_in_time, report.id, looked_at_of_a_square)) {
      auto const away = metres_between({row.get<double>(1), row.get<double>(2)}, *report.place.point);
      if (away <= near_metres) found.push_back({row.get<CaseId>(0), Relation::near, away});
    }
}

void add_of_assets(View const& view, Case const& report, std::vector<Candidate>& found) {
  if (!view.actor.may("assets.read")) return;
  for (auto const& asset : assets_of(view, report.id))
    for (auto const& other : cases_about(view, asset.id, looked_at_of_an_asset)) found.push_back({other.id, Relation::asset});
}

/// By the closest relation; then the nearest, then the newest.
void keep_each_once(CaseId self, std::vector<Candidate>& found) {
  std::sort(found.begin(), found.end(), [](Candidate const& a, Candidate const& b) {
    return std::tuple{a.relation, a.metres, b.id} < std::tuple{b.relation, b.metres, a.id};
  });
  std::vector<Candidate> once;
  for (auto const& each : found)
    if (each.id != self && std::none_of(once.begin(), once.end(), [&](Candidate const& known) { return known.id == each.id; }))
      once.push_back(each);
  found = std::move(once);
}

}  // namespace

std::vector<RelatedCase> related_cases(View const& view, Case const& report, std::vector<std::string> const& split, std::size_t most) {
  require(view.actor, "issues.read");
  std::vector<Candidate> found;
  for (auto const& number : split)
    if (auto const id = case_id_by_number(view, number)) found.push_back({*id, Relation::split});
  add_of_assets(view, report, found);
  add_near(view, report, found);
  keep_each_once(report.id, found);
  std::vector<RelatedCase> related;
  for (auto const& each : found) {
    if (related.size() == most) break;
    RelatedCase one{.report = load_case(view, each.id), .relation = each.relation};
    auto const& [here, there] = std::pair{report.place.point, one.report.place.point};
    if (here && there) one.metres = metres_between(*here, *there);
    related.push_back(std::move(one));
  }
  return related;
}

OtherReports other_reports(View const& view, Case const& report, std::size_t most) {
  require(view.actor, "issues.read");
  if (!report.reporter) return {};
  auto const ids = view.reader.values<CaseId>(
      R"sql(SELECT id FROM cases WHERE reporter_id IS NOT NULL AND reporter_id = $1 AND id <> $2 ORDER BY id DESC LIMIT $3)sql",
      report.reporter, report.id, static_cast<std::int64_t>(other_reports_most));
  OtherReports others{.count = ids.size()};
  for (auto const id : ids) {
    if (others.latest.size() == most) break;
    others.latest.push_back(load_case(view, id));
  }
  return others;
}

}  // namespace cityhall
