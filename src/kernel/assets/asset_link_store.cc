#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/assets/asset_link.h"
#include "kernel/assets/asset_rows.h"
#include "kernel/city.h"

namespace cityhall {
namespace {

Json link_data(Asset const& asset) { return {{"asset", to_text(asset.id)}, {"title", asset.title()}}; }

}  // namespace

bool link_asset(Unit& unit, Case const& report, Asset const& asset) {
  require(unit.actor, "assets.link");
  if (asset.retired_at)
    throw conflict("asset.retired", _("The city's list no longer has {asset}.").with("asset", asset.title()), _("Choose another one."));
  auto const written = unit.tx.run(
      R"sql(INSERT INTO case_assets (id, case_id, asset_id, linked_at, linked_by) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING)sql",
      unit.city.ids().next(), report.id, asset.id, unit.now, unit.actor.name);
  if (written == 0) return false;
  append(unit, "case.asset_linked", {.case_id = report.id}, link_data(asset));
  return true;
}

bool unlink_asset(Unit& unit, Case const& report, Asset const& asset) {
  require(unit.actor, "assets.link");
  auto const ended =
      unit.tx.run(R"sql(UPDATE case_assets SET unlinked_at = $3 WHERE case_id = $1 AND asset_id = $2 AND unlinked_at IS NULL)sql",
                  report.id, asset.id, unit.now);
  if (ended == 0) return false;
  append(unit, "case.asset_unlinked", {.case_id = report.id}, link_data(asset));
  return true;
}

std::vector<Asset> assets_of(View const& view, CaseId report) {
  if (!view.actor.may("assets.read")) return {};
  return assets_store::read(view.reader, assets_store::select_assets()
                                             .join("JOIN case_assets ON case_assets.asset_id = assets.id")
                                             .where("case_assets.case_id = ?", report)
                                             .where("case_assets.unlinked_at IS NULL")
                                             .order_by("case_assets.id"));
}

std::vector<AssetCase> cases_about(View const& view, AssetId asset, std::size_t most) {
  require(view.actor, "assets.read");
  std::vector<AssetCase> found;
  for (auto const row : view.reader.query(
           R"sql(SELECT cases.id, cases.number, cases.service, cases.is_open, cases.opened_at
                 FROM case_assets JOIN cases ON cases.id = case_assets.case_id
                 WHERE case_assets.asset_id = $1 AND case_assets.unlinked_at IS NULL
                 ORDER BY cases.opened_at DESC, cases.id DESC LIMIT $2)sql",
           asset, static_cast<std::int64_t>(most)))
    found.push_back({.id = row.get<CaseId>(0),
                     .number = row.get<std::string>(1),
                     .service = row.get<std::string>(2),
                     .open = row.get<bool>(3),
                     .opened_at = row.get<Time>(4)});
  return found;
}

std::vector<Task> work_on(View const& view, AssetId asset, std::size_t most) {
  std::vector<Task> work;
  for (auto const& report : cases_about(view, asset, most))
    for (auto& task : tasks_of(view, report.id)) work.push_back(std::move(task));
  std::sort(work.begin(), work.end(), [](Task const& a, Task const& b) {
    return std::pair{a.created_at, a.id} > std::pair{b.created_at, b.id};
  });
  if (work.size() > most) work.resize(most);
  return work;
}

}  // namespace cityhall
