#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/city.h"
#include "services/desk/saved_view.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

SavedView saved_view_from(store::Row const& row) {
  return {.id = row.get<SavedViewId>(0),
          .account = row.get<AccountId>(1),
          .name = row.get<std::string>(2),
          .shared = row.get<std::string>(3),
          .path = row.get<std::string>(4)};
}

bool shared_here(SavedView const& saved, std::string_view queue) {
  if (saved.shared == "*" || queue == "*") return true;
  auto const department = queue.substr(0, queue.find('/'));
  return !queue.empty() && (saved.shared == queue || saved.shared == department);
}

}  // namespace

std::vector<SavedView> saved_views(View const& view, std::string_view queue) {
  std::vector<SavedView> found;
  for (auto const row : view.reader.query(
           R"sql(SELECT id, account_id, name, shared, path FROM saved_views WHERE account_id = $1 OR shared <> '' ORDER BY name, id)sql",
           view.actor.account)) {
    auto saved = saved_view_from(row);
    if (saved.account == view.actor.account || shared_here(saved, queue)) found.push_back(std::move(saved));
  }
  std::stable_partition(found.begin(), found.end(), [&](SavedView const& saved) { return saved.account == view.actor.account; });
  return found;
}

SavedViewId save_view(Unit& unit, SavedView const& fresh) {
  require(unit.actor, fresh.shared.empty() ? "issues.read" : "issues.triage");
  if (trim(fresh.name).empty()) throw invalid_fields({{"name", "required", _("Give the view a name.")}});
  auto const count = unit.tx.value<std::int64_t>(R"sql(SELECT count(*) FROM saved_views WHERE account_id = $1)sql", unit.actor.account);
  if (count >= static_cast<std::int64_t>(saved_views_most))
    throw invalid_fields({{"name", "too_many", _("You have 40 views already. Delete one first.")}});
  auto const id = unit.city.ids().make<SavedViewId>();
  unit.tx.run(R"sql(INSERT INTO saved_views (id, account_id, name, shared, path, made_at) VALUES ($1, $2, $3, $4, $5, $6))sql", id,
              unit.actor.account, trim(fresh.name), fresh.shared, fresh.path, unit.now);
  append(unit, "view.saved", {}, Json{{"name", trim(fresh.name)}, {"shared", fresh.shared}});
  return id;
}

void delete_view(Unit& unit, SavedViewId id) {
  auto const row = unit.tx.maybe(R"sql(SELECT id, account_id, name, shared, path FROM saved_views WHERE id = $1)sql", id);
  auto const own = row && row->get<AccountId>(1) == unit.actor.account;
  auto const shared = row && !row->get<std::string>(3).empty();
  if (!own && !(shared && unit.actor.may("issues.triage"))) throw not_found();
  unit.tx.run(R"sql(DELETE FROM saved_views WHERE id = $1)sql", id);
  append(unit, "view.deleted", {}, Json{{"name", row->get<std::string>(2)}});
}

}  // namespace cityhall
