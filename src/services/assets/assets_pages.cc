#include "services/assets/assets_pages.h"

#include "base/json.h"
#include "base/text.h"
#include "kernel/addresses.h"
#include "kernel/definitions/definition_set.h"
#include "services/page/asset_parts.h"
#include "services/page/map_picture.h"
#include "services/page/office.h"
#include "services/page/parts.h"
#include "services/page/task_words.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html filter_form(AssetsView const& view) {
  auto const kind_option = [&](AssetKind const& one) {
    bool const chosen = fold(one.kind) == fold(view.filter.kind);
    return option(value(one.kind), selected(chosen), one.kind, " (", one.count, ")");
  };
  return get_form("/desk/assets", cls("filters"),
                  label(_("Kind"), select(name("kind"), option(value(""), _("All")), each(view.kinds, kind_option))),
                  label(_("Words"), element("input", {type("search"), name("words"), value(view.filter.words)})),
                  button(type("submit"), cls("quiet"), _("Find")));
}

Html asset_row(cityhall::Asset const& asset) { return tr(td(asset_title(asset)), td(asset.address), td(asset_line(asset))); }

Html rest_of(AssetsView const& view) {
  if (!view.more) return nothing();
  if (!view.filter.words.empty()) return p(cls("soft"), _("More fit. Add a word to find the one that you mean."));
  auto const next = with_query("/desk/assets", {{"kind", view.filter.kind}, {"after", to_text(view.assets.back().id)}});
  return p(a(cls("button quiet"), href(next), rel("next"), _("Next page")));
}

Html list_of(AssetsView const& view) {
  if (view.kinds.empty())
    return empty_state(_("No assets are known yet."),
                       _("An administrator brings in the city's lists on the page Map data, or with the command import assets."));
  if (view.assets.empty()) return empty_state(_("No asset fits."), _("Take away a word, or choose another kind."));
  return group(office_table(_("Assets"), {_("Asset"), _("Where"), _("What the list says")}, each(view.assets, asset_row)), rest_of(view));
}

/// Everything that its list says of it, the rest in the list's own words.
Html fact_panel(Call const& call, cityhall::Asset const& asset) {
  std::vector<std::pair<Text, Html>> rows{{_("Number"), span(cls("reference"), asset.external_id)},
                                          {_("Kind"), group(asset.kind)},
                                          {_("Where"), group(asset.address)},
                                          {_("Installed"), group(asset.installed)},
                                          {_("Condition"), group(asset.condition)}};
  if (auto const attributes = parse_json(asset.attributes))
    for (auto const& [name, value] : attributes->items())
      if (value.is_string()) rows.emplace_back(Text{name}, group(value.get_ref<std::string const&>()));
  rows.emplace_back(_("List"), group(asset.layer));
  rows.emplace_back(_("As of"), time_of(call, asset.updated_at));
  return div(cls("panel"), facts(rows));
}

Html case_row(Call const& call, AssetCase const& one) {
  auto const definition = call.city.definitions.get()->find(one.service);
  auto const title = definition ? std::string{definition->title.in(call.language)} : one.service;
  auto const number = call.actor.may("issues.read") ? a(href(desk_address(one.number)), one.number) : group(one.number);
  return li(number, " · ", title, " ", span(cls(one.open ? "badge open" : "badge good"), one.open ? _("Open") : _("Closed")),
            span(cls("soft small"), " · ", date_of(call, one.opened_at)));
}

Html work_row(Call const& call, Task const& task) {
  return li(strong(task.number), " · ", work_title(call, task), " ",
            span(cls(is_over(task.state) ? "badge good" : "badge open"), task_state_words(task.state)),
            span(cls("soft small"), " · ", date_of(call, task.ended_at.value_or(task.created_at))));
}

Html history(Call const& call, AssetView const& view) {
  if (view.cases.empty()) return empty_state(_("No request is about this yet."), _("On the page of a request, link it to this asset."));
  auto const work =
      view.work.empty()
          ? nothing()
          : section(h2(_("Work orders")), ul(cls("members"), each(view.work, [&](Task const& task) { return work_row(call, task); })));
  return group(section(h2(_("Requests")), ul(cls("members"), each(view.cases, [&](AssetCase const& one) { return case_row(call, one); }))),
               work);
}

Html retired_note(Call const& call, cityhall::Asset const& asset) {
  if (!asset.retired_at) return nothing();
  return note("warn", p(sentence(_("The city's list no longer has it since {day}."), {{"day", date_of(call, *asset.retired_at)}})));
}

}  // namespace

Response assets_page(Call const& call, AssetsView const& view) {
  auto const content = group(h1(_("Assets")), filter_form(view), list_of(view));
  return page(call, {.title = _("Assets"), .content = content, .surface = Surface::staff, .current = "/desk/assets"});
}

Response asset_page(Call const& call, AssetView const& view) {
  auto const& asset = view.asset;
  auto const content = group(a(cls("back"), href(with_query("/desk/assets", {{"kind", asset.kind}})), _("Assets")), h1(asset.title()),
                             retired_note(call, asset),
                             div(cls("split"), div(history(call, view)),
                                 aside(fact_panel(call, asset), place_map(call, {.point = asset.point, .address = asset.address}))));
  return page(
      call,
      {.title = Text{asset.title()}, .content = content, .surface = Surface::staff, .current = "/desk/assets", .head = map_script(call)});
}

}  // namespace cityhall
