#include "services/desk/inbox_page.h"

#include <algorithm>
#include <map>

#include "kernel/addresses.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/cases/state.h"
#include "kernel/definitions/evaluate.h"
#include "kernel/directory/directory.h"
#include "kernel/places/zone.h"
#include "services/desk/bulk_pages.h"
#include "services/desk/inbox_columns.h"
#include "services/desk/parcel_parts.h"
#include "services/desk/view_parts.h"
#include "services/desk/words.h"
#include "services/page/map_picture.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string path_to(InboxView const& view, InboxFilter const& filter, std::string_view after = {}) {
  return inbox_address(view, filter, after);
}

Html queue_link(Call const& call, InboxView const& view, QueueCount const& count) {
  auto filter = view.filter;
  filter.queue = count.queue;
  auto const title = call.city.directory.get()->title_of(count.queue, call.language);
  if (count.queue.empty()) return nothing();  // handed to another body: reached through "All queues"
  auto const here = view.filter.queue == count.queue;
  return li(a(
      href(path_to(view, filter)), here ? aria("current", "true") : none(), span(title),
      span(cls("number"), count.overdue > 0 ? span(cls("badge late"), tooltip(_("Overdue")), count.overdue) : nothing(), " ", count.open)));
}

Html queue_rail(Call const& call, InboxView const& view) {
  std::size_t open = 0;
  for (auto const& count : view.queues) open += count.open;
  auto all = view.filter;
  all.queue.clear();
  auto const list = ul(cls("rail-list"),
                       li(a(href(path_to(view, all)), view.filter.queue.empty() ? aria("current", "true") : none(), span(_("All queues")),
                            span(cls("number"), open))),
                       each(view.queues, [&](QueueCount const& count) { return queue_link(call, view, count); }));
  return nav(aria("label", _("Queues")), folded_when_narrow("act", _("Queues"), list));
}

Html choice(std::string_view field_name, Message const& title, std::string const& chosen,
            std::vector<std::pair<std::string, Html>> const& choices) {
  return label(title, select(name(field_name), each(choices, [&](auto const& entry) {
                               return option(value(entry.first), selected(entry.first == chosen), entry.second);
                             })));
}

std::vector<std::pair<std::string, Html>> service_choices(Call const& call) {
  std::vector<std::pair<std::string, Html>> choices{{"", group(_("All"))}};
  auto const definitions = call.city.definitions.get();
  for (auto const& definition : definitions->current()) choices.emplace_back(definition->id, group(definition->title.in(call.language)));
  return choices;
}

std::vector<std::pair<std::string, Html>> zone_choices(Call const& call) {
  std::vector<std::pair<std::string, Html>> choices{{"", group(_("All"))}};
  auto const zones = call.city.zones.get();
  for (auto const& zone : zones->all())
    if (zone.layer != city_layer) choices.emplace_back(to_text(zone.id), group(zone.name, " (", zone.layer, ")"));
  return choices;
}

std::vector<std::pair<std::string, Html>> channel_choices() {
  std::vector<std::pair<std::string, Html>> choices{{"", group(_("All"))}};
  for (auto const channel : {Channel::web, Channel::phone, Channel::counter, Channel::kiosk, Channel::api, Channel::sms, Channel::ivr,
                             Channel::email, Channel::social, Channel::field, Channel::import})
    choices.emplace_back(to_text(channel), group(channel_words(channel)));
  return choices;
}

std::string assignee_word(InboxFilter const& filter) {
  if (filter.mine) return "me";
  if (filter.unassigned) return "nobody";
  return filter.assignee ? to_text(filter.assignee) : std::string{};
}

std::vector<std::pair<std::string, Html>> assignee_choices(InboxView const& view) {
  std::vector<std::pair<std::string, Html>> choices{{"", group(_("Anybody"))}, {"me", group(_("Me"))}, {"nobody", group(_("Nobody"))}};
  for (auto const& person : view.staff) choices.emplace_back(to_text(person.id), group(person.name));
  return choices;
}

/// The open states of the chosen service, or those of all, each under the words that most services have for it, the most usual first.
std::vector<std::pair<std::string, Html>> state_choices(Call const& call, InboxFilter const& filter) {
  struct Words {
    std::string id;
    std::size_t services = 0;
    std::map<std::string, std::size_t> labels{};
  };
  std::vector<Words> states;
  auto const definitions = call.city.definitions.get();
  for (auto const& definition : definitions->current()) {
    if (!filter.service.empty() && definition->id != filter.service) continue;
    for (auto const& state : definition->workflow.states) {
      if (is_closed_state(state) && state.id != filter.state) continue;
      auto found = std::find_if(states.begin(), states.end(), [&](Words const& known) { return known.id == state.id; });
      if (found == states.end()) found = states.insert(states.end(), {.id = state.id});
      ++found->services;
      ++found->labels[std::string{public_label(state, call.language)}];
    }
  }
  std::stable_sort(states.begin(), states.end(), [](Words const& a, Words const& b) { return a.services > b.services; });
  std::vector<std::pair<std::string, Html>> choices{{"", group(_("All"))}};
  for (auto const& state : states) {
    auto const usual =
        std::max_element(state.labels.begin(), state.labels.end(), [](auto const& a, auto const& b) { return a.second < b.second; });
    choices.emplace_back(state.id, group(usual->first));
  }
  return choices;
}

/// The list alone, or with its map: a link, because it is an address that one can keep.
Html map_switch(InboxView const& view) {
  auto other = view;
  other.with_map = !view.with_map;
  return a(cls("button plain"), href(path_to(other, view.filter)), view.with_map ? _("List alone") : _("List and map"));
}

Html parcel_filter(InboxView const& view) {
  if (!view.has_parcels && view.filter.parcel.empty()) return nothing();
  return label(_("Parcel"), element("input", {type("text"), name("parcel"), value(view.filter.parcel), maxlength(100)}));
}

Html filter_bar(Call const& call, InboxView const& view) {
  auto const& filter = view.filter;
  auto const status = filter.status ? std::string{to_text(*filter.status)} : std::string{"all"};
  auto const fields = div(
      cls("filters"),
      label(_("Words or number"), element("input", {type("search"), name("text"), value(filter.text), data("shortcut", "/")})),
      choice("status", _("Open or closed"), status, {{"open", group(_("Open"))}, {"closed", group(_("Closed"))}, {"all", group(_("All"))}}),
      choice("due", _("Due"), std::string{to_text(filter.due)},
             {{"any", group(_("Any time"))},
              {"overdue", group(_("Overdue"))},
              {"today", group(_("Today"))},
              {"soon", group(_("In three days"))},
              {"none", group(_("No due time"))}}),
      choice("service", _("Service"), filter.service, service_choices(call)),
      choice("state", _("State"), filter.state, state_choices(call, filter)),
      choice("assignee", _("Assigned to"), assignee_word(filter), assignee_choices(view)),
      choice("zone", _("Zone"), filter.zone ? to_text(filter.zone) : "", zone_choices(call)),
      choice("channel", _("Channel"), filter.channel ? std::string{to_text(*filter.channel)} : "", channel_choices()),
      label(_("Tag"), element("input", {type("text"), name("tag"), value(filter.tag), maxlength(41)})), parcel_filter(view),
      choice("sort", _("Order"), std::string{to_text(filter.sort)},
             {{"due", group(_("Due first"))},
              {"newest", group(_("Newest first"))},
              {"oldest", group(_("Oldest first"))},
              {"priority", group(_("Most urgent first"))},
              {"updated", group(_("Lately changed first"))}}),
      column_boxes(view), button(type("submit"), _("Show")), a(cls("button plain"), href("/desk"), _("Reset")), map_switch(view),
      a(cls("button plain"), href("/desk/keys"), _("Keys")));
  return get_form("/desk", hidden_field("queue", filter.queue), view.with_map ? hidden_field("map", "yes") : nothing(),
                  folded_when_narrow("act", _("Filters"), fields));
}

Html case_list(Call const& call, InboxView const& view) {
  if (view.page.rows.empty())
    return empty_state(_("Nothing here."), _("No request fits these filters. Take one away, or look into another queue."));
  return post_form({.action = "/desk/bulk/preview", .csrf_token = call.csrf_token}, bulk_bar(call), inbox_table(call, view));
}

/// What stands behind the "?" of the list, for saving it.
Html save_this_view(Call const& call, InboxView const& view) {
  auto const path = path_to(view, view.filter);
  auto const query = path.find('?') == std::string::npos ? std::string{} : path.substr(path.find('?') + 1);
  return details(cls("act"), summary(_("Save this view")), view_form_of(call, query, {}));
}

Html inbox_map(Call const& call, InboxView const& view) {
  std::vector<MapMark> marks;
  std::vector<Point> points;
  for (auto const& row : view.page.rows) {
    if (!row.point) continue;
    points.push_back(*row.point);
    marks.push_back({.point = *row.point,
                     .kind = row.status == CaseStatus::closed ? "fixed" : "open",
                     .href = desk_address(row.number),
                     .label = row.number + " " + row.title + ", " + row.address});
  }
  auto const shown = points_view(*call.city.settings.get(), points, 640, 640);
  if (!shown) return nothing();
  return map_that_opens(call, {*shown, std::move(marks), _("A map of the requests in this list: open ones and fixed ones")},
                        {.points = inbox_dots_path(view.filter), .page = "/desk/cases/"});
}

/// Says what is new without moving the list; the script fills in how many.
Html news_bar(Call const& call, InboxView const& view) {
  return div(id("news"), cls("news"), role("status"), data("one", call.text(_("1 new. Show it"))),
             data("many", call.text(_("{count} new. Show them"))), data("changed", call.text(_("There is something new. Show it"))),
             a(cls("button quiet"), hidden(), href(path_to(view, view.filter)), _("There is something new. Show it")));
}

Html beside_map(Call const& call, InboxView const& view, Html const& list) {
  return view.with_map ? div(cls("split map-beside"), div(cls("beside"), inbox_map(call, view)), div(list)) : list;
}

}  // namespace

std::string inbox_path(InboxFilter const& filter, std::string_view after) {
  auto const zone = filter.zone ? to_text(filter.zone) : std::string{};
  auto const status = !filter.status ? "all" : *filter.status == CaseStatus::open ? "" : "closed";
  return with_query("/desk", {{"queue", filter.queue},
                              {"text", filter.text},
                              {"tag", filter.tag},
                              {"parcel", filter.parcel},
                              {"status", status},
                              {"due", filter.due == DueFilter::any ? "" : to_text(filter.due)},
                              {"service", filter.service},
                              {"state", filter.state},
                              {"zone", zone},
                              {"assignee", assignee_word(filter)},
                              {"channel", filter.channel ? to_text(*filter.channel) : ""},
                              {"sort", filter.sort == InboxSort::due ? "" : to_text(filter.sort)},
                              {"after", after}});
}

std::string inbox_dots_path(InboxFilter const& filter) { return "/desk/map.geojson" + inbox_path(filter).substr(5); }

Response inbox_page(Call const& call, InboxView const& view) {
  bool const nothing_chosen = call.request.query.get("chosen") == "none";
  auto const chosen_none =
      nothing_chosen ? note("warn", p(_("Nothing was chosen. Tick the requests that you mean, then continue."))) : nothing();
  auto const pages =
      nav(cls("pages"), aria("label", _("Pages")), view.first_page ? span() : a(href(path_to(view, view.filter)), _("First page")),
          view.page.next.empty() ? span() : a(href(path_to(view, view.filter, view.page.next)), rel("next"), _("Next page")));
  auto const content =
      group(h1(_("Inbox")), chosen_none,
            div(cls("split rail"),
                aside(queue_rail(call, view), view_links(call, view.saved, path_to(view, view.filter)), save_this_view(call, view)),
                div(filter_bar(call, view), parcel_strip(view), news_bar(call, view),
                    beside_map(call, view, group(case_list(call, view), pages)))));
  return page(call, {.title = _("Inbox"),
                     .content = content,
                     .surface = Surface::staff,
                     .current = "/desk",
                     .script = "desk.js",
                     .head = view.with_map ? map_script(call) : nothing(),
                     .heard_until = view.heard_until});
}

}  // namespace cityhall
