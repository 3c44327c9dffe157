#include "services/assets/assets_handlers.h"

#include "base/refusal.h"
#include "base/text.h"
#include "services/assets/assets_pages.h"

namespace cityhall {

web::Response show_assets(Call& call) {
  constexpr std::size_t words_most = 200;
  AssetsView view{.kinds = asset_kinds(call.view()),
                  .filter = {.kind = std::string{trim(call.request.query.get("kind"))},
                             .words = shorten(trim(call.request.query.get("words")), words_most),
                             .after = AssetId{parse_id(call.request.query.get("after"))}}};
  auto wanted = view.filter;
  ++wanted.most;  // one more tells whether there is a next page
  view.assets = find_assets(call.view(), wanted);
  view.more = view.assets.size() > view.filter.most;
  if (view.more) view.assets.pop_back();
  return assets_page(call, view);
}

web::Response show_asset(Call& call) {
  auto asset = asset_by_id(call.view(), AssetId{parse_id(call.path_value("asset"))});
  if (!asset) throw not_found(_("There is no such asset."), _("Look for it in the list of assets."));
  auto const id = asset->id;
  return asset_page(call, {.asset = std::move(*asset), .cases = cases_about(call.view(), id), .work = work_on(call.view(), id)});
}

}  // namespace cityhall
