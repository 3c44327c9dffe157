#include "services/desk/asset_panel.h"

#include "kernel/addresses.h"
#include "services/page/asset_parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

/// A button beside an asset; says to which one it belongs.
Html link_button(Call const& call, std::string const& path, cityhall::Asset const& asset, Message const& words) {
  if (!call.actor.may("assets.link")) return nothing();
  return post_form({.action = path, .csrf_token = call.csrf_token}, hidden_field("asset", to_text(asset.id)),
                   button(type("submit"), cls("plain"), words, span(cls("visually-hidden"), " ", asset.title())));
}

Html number_form(Call const& call, CaseView const& view, std::string const& path) {
  if (!call.actor.may("assets.link")) return nothing();
  return post_form(
      {.action = path, .csrf_token = call.csrf_token, .css_class = "inline"},
      input_field({.name = "asset_number", .label = _("Number of an asset"), .entered = &view.entered, .attributes = {maxlength(80)}}),
      button(type("submit"), cls("quiet"), _("Link")));
}

}  // namespace

Html asset_panel(Call const& call, CaseView const& view) {
  auto const& assets = view.assets;
  if (!assets.any || (assets.linked.empty() && assets.near.empty() && !call.actor.may("assets.link"))) return nothing();
  auto const path = desk_address(view.report.number) + "/assets";
  auto const linked = [&](cityhall::Asset const& asset) {
    return li(asset_title(asset), link_button(call, path + "/removal", asset, _("Unlink")));
  };
  auto const near = [&](NearAsset const& one) {
    return li(span(asset_title(one.asset), ", ", distance_words(one.metres)), link_button(call, path, one.asset, _("Link")));
  };
  return div(
      cls("panel"), id("assets"), h2(_("Assets")), assets.linked.empty() ? nothing() : ul(cls("members"), each(assets.linked, linked)),
      assets.near.empty() ? nothing() : group(h3(_("Nearby")), ul(cls("members"), each(assets.near, near))), number_form(call, view, path));
}

}  // namespace cityhall
