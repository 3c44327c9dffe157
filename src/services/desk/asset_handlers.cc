#include "services/desk/asset_handlers.h"

#include "base/refusal.h"
#include "kernel/addresses.h"
#include "kernel/assets/asset_link.h"
#include "services/desk/asked_case.h"
#include "web/form.h"

namespace cityhall {
namespace {

struct AssetForm {
  std::string asset;
  std::string asset_number;
};

AssetForm asset_form(Call const& call) {
  return web::read(
      web::Form<AssetForm>{web::field("asset", &AssetForm::asset).most(20), web::field("asset_number", &AssetForm::asset_number).most(80)},
      call.request.form);
}

[[noreturn]] void refuse_number(std::string code, Message message) {
  throw invalid_fields({{"asset_number", std::move(code), std::move(message)}});
}

/// The one that was chosen, or the only one with the number that was typed.
cityhall::Asset meant_asset(Call const& call, AssetForm const& form) {
  if (auto found = asset_by_id(call.view(), AssetId{parse_id(form.asset)})) return std::move(*found);
  if (form.asset_number.empty()) refuse_number("required", _("Enter the number of an asset."));
  auto found = assets_by_number(call.view(), form.asset_number);
  if (found.empty()) refuse_number("unknown", _("No asset has this number."));
  if (found.size() > 1) refuse_number("several", _("Several assets have this number. Look for it in the list of assets."));
  return std::move(found.front());
}

web::Response back_to_assets(Case const& report) { return web::see_other(desk_address(report.number) + "#assets"); }

}  // namespace

web::Response create_asset_link(Call& call) {
  auto const report = asked_case(call);
  auto const asset = meant_asset(call, asset_form(call));
  auto unit = call.unit();
  link_asset(unit, report, asset);
  return back_to_assets(report);
}

web::Response delete_asset_link(Call& call) {
  auto const report = asked_case(call);
  auto const asset = meant_asset(call, asset_form(call));
  auto unit = call.unit();
  unlink_asset(unit, report, asset);
  return back_to_assets(report);
}

}  // namespace cityhall
