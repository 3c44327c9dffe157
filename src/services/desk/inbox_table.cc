#include <algorithm>

#include "kernel/addresses.h"
#include "kernel/directory/directory.h"
#include "services/desk/inbox_columns.h"
#include "services/desk/words.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

bool shows(InboxView const& view, std::string_view column) {
  auto const holds = [&](auto first, auto last) { return std::find(first, last, column) != last; };
  if (view.columns.empty()) return holds(inbox_columns.begin(), inbox_columns.begin() + usual_columns);
  return holds(view.columns.begin(), view.columns.end());
}

/// Beside the map there is less room: what nobody chose on purpose is left out there.
Attr room_class(InboxView const& view, std::string_view column) {
  bool const first = column == "state" || column == "due";
  return view.columns.empty() && !first ? cls("extra") : none();
}

Html nobody() { return span(cls("soft"), "–"); }

Html person_cell(InboxView const& view, AccountId assignee) {
  auto const found = std::find_if(view.staff.begin(), view.staff.end(), [&](Account const& one) { return one.id == assignee; });
  if (found != view.staff.end()) return group(found->name);
  return assignee ? span(cls("soft"), "…") : nobody();
}

Html cell_of(Call const& call, InboxView const& view, InboxRow const& row, std::string_view column) {
  auto const closed = row.status == CaseStatus::closed;
  if (column == "priority") return priority_badge(row.priority);
  if (column == "state") return span(cls(closed ? "badge good" : "badge open"), row.state_label);
  if (column == "due") return due_badge(row.due_at, false, closed, call.now);
  if (column == "queue") return row.queue.empty() ? nobody() : group(call.city.directory.get()->title_of(row.queue, call.language));
  if (column == "assignee") return person_cell(view, row.assignee);
  if (column == "channel") return group(channel_words(row.channel));
  return tag::time(datetime(to_rfc3339(row.opened_at)), how_long(call.now, row.opened_at));
}

Html inbox_row(Call const& call, InboxView const& view, InboxRow const& row) {
  auto const path = desk_address(row.number);
  auto const box = element("input", {type("checkbox"), name("cases"), value(row.id.value), aria("label", row.number)});
  auto const cell = [&](std::string_view column) {
    return shows(view, column) ? td(room_class(view, column), cell_of(call, view, row, column)) : nothing();
  };
  return tr(data("case", row.id.value), td(cls("pick"), box), td(a(href(path), row.number)),
            td(cls("what"), a(href(path), row.title), span(row.address)), each(inbox_columns, cell));
}

}  // namespace

Message column_words(std::string_view column) {
  if (column == "priority") return _("Priority");
  if (column == "state") return _("State");
  if (column == "due") return _("Due");
  if (column == "queue") return _("Queue");
  if (column == "assignee") return _("Assigned to");
  if (column == "channel") return _("Channel");
  return _("Reported");
}

Html inbox_table(Call const& call, InboxView const& view) {
  auto const head = [&](std::string_view column) {
    return shows(view, column) ? th(scope("col"), room_class(view, column), column_words(column)) : nothing();
  };
  return div(cls("scroll"), tabindex(0), role("region"), aria("label", _("Requests")),
             table(cls("inbox"), caption(cls("visually-hidden"), _("Requests")),
                   thead(tr(td(), th(scope("col"), _("Number")), th(scope("col"), _("What and where")), each(inbox_columns, head))),
                   tbody(each(view.page.rows, [&](InboxRow const& row) { return inbox_row(call, view, row); }))));
}

Html column_boxes(InboxView const& view) {
  auto const box = [&](std::string_view column) {
    return label(cls("box"), element("input", {type("checkbox"), name("column"), value(column), checked(shows(view, column))}), " ",
                 column_words(column));
  };
  return details(cls("column-choice"), summary(_("Columns")),
                 fieldset(legend(cls("visually-hidden"), _("Columns")), each(inbox_columns, box)));
}

}  // namespace cityhall
