#include "services/admin/events_pages.h"

#include <set>

#include "base/json.h"
#include "kernel/addresses.h"
#include "services/page/event_words.h"
#include "services/module.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

/// What modules say that they publish, to choose from while typing.
Html event_names(Call const& call) {
  std::set<std::string_view> names;
  for (auto const& module : call.around.modules) names.insert(module.publishes.begin(), module.publishes.end());
  auto const choice = [](std::string_view name) { return option(value(name), event_words(name).html()); };
  return element("datalist", {id("event-names"), each(names, choice)});
}

Html filter_form(Call const& call, EventsView const& view) {
  auto const date_input = [](std::string_view field_name, std::string const& text) {
    return void_element("input", {type("date"), name(field_name), value(text)});
  };
  return get_form(
      "/admin/events", cls("filters"),
      label(_("Event"),
            void_element("input", {type("text"), name("type"), value(view.filter.type), Attr{"list", std::string_view{"event-names"}},
                                   placeholder(_("case.closed, or case for all"))})),
      event_names(call), label(_("Who: name or e-mail"), void_element("input", {type("text"), name("actor"), value(view.actor)})),
      label(_("Words in the details"), void_element("input", {type("text"), name("data"), value(view.filter.data)})),
      label(_("Request number"), void_element("input", {type("text"), name("number"), value(view.number)})),
      label(_("From day"), date_input("since", view.since)), label(_("To day"), date_input("until", view.until)),
      button(type("submit"), _("Show")), a(cls("button plain"), href("/admin/events"), _("Reset")),
      button(type("submit"), cls("button quiet"), Attr{"formaction", Url{"/admin/events.csv"}}, _("Save as CSV")));
}

}  // namespace

Message actor_kind_words(ActorKind kind) {
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

AccountId account_told_of(Event const& event) {
  if (!event.type.starts_with("account.")) return {};
  auto const data = parse_json(event.data);
  return data && data->is_object() ? AccountId{parse_id(text_of(*data, "account"))} : AccountId{};
}

std::string person_told_of(EventsView const& view, Event const& event) {
  auto const found = view.people.find(account_told_of(event));
  return found == view.people.end() ? std::string{} : found->second;
}

namespace {

/// The number; a link for those who may see requests.
Html request_link(Call const& call, EventsView const& view, Event const& event) {
  auto const found = view.numbers.find(event.subject.case_id);
  if (found == view.numbers.end()) return nothing();
  return call.actor.may("issues.read") ? a(href(desk_address(found->second)), found->second) : group(found->second);
}

Html event_row(Call const& call, EventsView const& view, Event const& event) {
  auto const who = event.actor_name.empty() ? group(actor_kind_words(event.actor_kind))
                                            : group(event.actor_name, " ", span(cls("soft small"), actor_kind_words(event.actor_kind)));
  auto const data = event.data == "{}" ? nothing() : details(summary(_("Details")), pre(cls("source"), event.data));
  auto const person = person_told_of(view, event);
  auto const what = group(event_words(event.type).html(), person.empty() ? nothing() : group(": ", strong(person)), " ",
                          code(cls("soft small"), event.type));
  return tr(td(time_of(call, event.at)), td(what), td(who), td(request_link(call, view, event)), td(data));
}

Html next_page(EventsView const& view) {
  if (view.events.size() < view.filter.most) return nothing();
  auto const next = with_query("/admin/events", {{"type", view.filter.type},
                                                 {"actor", view.actor},
                                                 {"data", view.filter.data},
                                                 {"number", view.number},
                                                 {"since", view.since},
                                                 {"until", view.until},
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
            notice, filter_form(call, view), list, next_page(view));
  return office_page(call, {.title = _("Audit trail"), .content = content, .path = "/admin/events"});
}

}  // namespace cityhall
