#include "services/desk/related_parts.h"

#include "kernel/addresses.h"
#include "services/page/asset_parts.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Message relation_words(Relation relation) {
  if (relation == Relation::split) return _("Made of one request");
  if (relation == Relation::asset) return _("About the same thing");
  return _("Near");
}

Html related_row(Call const& call, Case const& other, Html const& how) {
  return li(a(href(desk_address(other.number)), other.number, " ", title_of(other, call.language)), " ", state_badge(other, call.language),
            span(cls("soft small"), " ", how, time_of(call, other.opened_at)));
}

}  // namespace

Html related_section(Call const& call, CaseView const& view) {
  if (view.related.empty()) return nothing();
  return section(h2(_("Related")), ul(cls("members"), each(view.related, [&](RelatedCase const& one) {
                                        auto const away = one.metres ? group(", ", distance_words(*one.metres)) : nothing();
                                        return related_row(call, one.report, group(relation_words(one.relation), away, " · "));
                                      })));
}

Html others_section(Call const& call, CaseView const& view) {
  auto const& others = view.others;
  if (others.latest.empty()) return nothing();
  auto const count = others.count >= other_reports_most ? group(other_reports_most, "+") : group(others.count);
  return section(h2(_("Other requests of this reporter"), " ", span(cls("badge"), count)),
                 ul(cls("members"), each(others.latest, [&](Case const& other) { return related_row(call, other, nothing()); })));
}

}  // namespace cityhall
