#include "services/admin/events_pages.h"

#include <array>

#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

constexpr std::array periods{7, 30, 90, 365, 3650};

Message period_words(int days) { return days > 365 ? _("Always") : _n("{count} day", "{count} days", days); }

Html filter_form(EventsView const& view) {
  auto const period = [&](int days) { return option(value(days), selected(days == view.days), period_words(days)); };
  return get_form("/admin/events", cls("filters"),
                  label(_("Event"), element("input", {type("text"), name("type"), value(view.filter.type),
                                                      placeholder(_("case.closed, or case for all"))})),
                  label(_("Who: name or e-mail"), element("input", {type("text"), name("actor"), value(view.actor)})),
                  label(_("Request number"), element("input", {type("text"), name("number"), value(view.number)})),
                  label(_("Period"), select(name("days"), each(periods, period))), button(type("submit"), _("Show")),
                  a(cls("button plain"), href("/admin/events"), _("Reset")));
}

Message kind_words(ActorKind kind) {
  switch (kind) {
    case ActorKind::anonymous:
      return _("Anonymous");
    case ActorKind::resident:
      return _("Resident");
    case ActorKind::staff:
      return _("Staff");
    case ActorKind::key:
      return _("API key");
    case ActorKind::system:
      return _("The program");
  }
  return _("The program");
}

/// The number; a link for those who may see requests.
Html request_link(Call const& call, EventsView const& view, Event const& event) {
  auto const found = view.numbers.find(event.subject.case_id);
  if (found == view.numbers.end()) return nothing();
  return call.actor.may("issues.read") ? a(href("/desk/cases/" + found->second), found->second) : group(found->second);
}

Html event_row(Call const& call, EventsView const& view, Event const& event) {
  auto const who = event.actor_name.empty() ? group(kind_words(event.actor_kind))
                                            : group(event.actor_name, " ", span(cls("soft small"), kind_words(event.actor_kind)));
  auto const data = event.data == "{}" ? nothing() : details(summary(_("Details")), pre(cls("source"), event.data));
  return tr(td(time_of(call, event.at)), td(code(event.type)), td(who), td(request_link(call, view, event)), td(data));
}

Html next_page(EventsView const& view) {
  if (view.events.size() < view.filter.most) return nothing();
  auto const next = with_query("/admin/events", {{"type", view.filter.type},
                                                 {"actor", view.actor},
                                                 {"number", view.number},
                                                 {"days", std::to_string(view.days)},
                                                 {"before", to_text(view.events.back().id)}});
  return nav(cls("pages"), aria("label", _("Pages")), span(), a(href(next), rel("next"), _("Older")));
}

}  // namespace

Response events_page(Call const& call, EventsView const& view) {
  auto const list =
      view.events.empty()
          ? empty_state(_("Nothing happened that fits."), _("Take a filter away, or look at a longer period."))
          : office_table(_("Audit trail"), {_("When"), _("Event"), _("Who"), _("Request"), _("Details")},
                         each(view.events, [&](Event const& event) { return event_row(call, view, event); }), TableShape::cards);
  auto const notice = view.notice.empty() ? nothing() : note("warn", p(view.notice));
  auto const content =
      group(p(cls("hint"), _("Everything that anybody changed. Nobody can change or remove an entry: cityhall audit verify proves it.")),
            notice, filter_form(view), list, next_page(view));
  return office_page(call, {.title = _("Audit trail"), .content = content, .path = "/admin/events"});
}

}  // namespace cityhall
