#include "services/desk/bulk_pages.h"

#include <algorithm>

#include "kernel/addresses.h"
#include "kernel/directory/directory.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Message act_words(BulkKind kind) {
  switch (kind) {
    case BulkKind::assign:
      return _("Assign");
    case BulkKind::reply:
      return _("Answer the reporters");
    case BulkKind::close:
      return _("Close");
    case BulkKind::tag:
      return _("Tag");
    case BulkKind::priority:
      return _("Change the priority");
  }
  return _("Assign");
}

Html assign_fields(Call const& call, BulkPreview const& view) {
  auto const directory = call.city.directory.get();
  std::vector<web::Option> queues{{"", _("Leave in this queue")}};
  for (auto const& queue : directory->queues()) queues.push_back({queue.id, directory->title_of(queue.id, call.language)});
  std::vector<web::Option> people{{"", _("Nobody")}};
  for (auto const& account : view.staff) people.push_back({to_text(account.id), account.name});
  return group(select_field({.name = "assignee", .label = _("Person"), .entered = &view.entered}, people),
               select_field({.name = "queue", .label = _("Queue"), .entered = &view.entered}, queues));
}

Html fields_of(Call const& call, BulkPreview const& view) {
  auto const message = [&](Message const& words) {
    return textarea_field({.name = "message", .label = words, .entered = &view.entered, .required = true});
  };
  switch (view.kind) {
    case BulkKind::assign:
      return assign_fields(call, view);
    case BulkKind::reply:
      return message(_("Message; it is public"));
    case BulkKind::tag:
      return input_field({.name = "tag", .label = _("Tag"), .entered = &view.entered, .required = true});
    case BulkKind::priority: {
      std::vector<web::Option> const priorities{{"1", _("Urgent")}, {"2", _("High")}, {"3", _("Normal")}, {"4", _("Low")}};
      return select_field({.name = "priority", .label = _("Priority"), .entered = &view.entered, .value = "3"}, priorities);
    }
    case BulkKind::close: {
      std::vector<web::Option> const outcomes{{"fixed", _("Fixed")},
                                              {"not_found", _("Nothing found")},
                                              {"duplicate", _("Already reported")},
                                              {"not_ours", _("Not the city's to fix")},
                                              {"no_action", _("No action needed")}};
      return group(radio_field({.name = "outcome", .label = _("How did it end?"), .entered = &view.entered, .required = true}, outcomes),
                   message(_("What we tell the reporter")));
    }
  }
  return nothing();
}

Html choice_row(Call const& call, BulkChoice const& choice) {
  auto const& row = choice.row;
  auto const what = span(strong(row.number), " ", row.title,
                         span(cls("soft small"), row.address.empty() ? "" : " · ", row.address, " · ", how_long(call.now, row.opened_at)));
  if (choice.obstacle) return li(span(cls("badge late"), _("left out")), " ", what, " ", span(cls("small"), *choice.obstacle));
  return li(label(cls("choice"), element("input", {type("checkbox"), name("cases"), value(row.id.value), checked()}), " ", what));
}

Html outcome_badge(BulkItem const& item) {
  switch (item.outcome) {
    case BulkOutcome::done:
      return span(cls("badge good"), _("done"));
    case BulkOutcome::refused:
      return span(cls("badge late"), _("left out"));
    case BulkOutcome::undone:
      return span(cls("badge"), _("undone"));
    case BulkOutcome::kept:
      return span(cls("badge soon"), _("kept: changed since"));
  }
  return nothing();
}

bool may_undo(Call const& call, BulkRecord const& record) {
  return !record.undone_at && record.undo_until >= call.now && record.account == call.actor.account &&
         std::any_of(record.items.begin(), record.items.end(), [](BulkItem const& item) { return item.outcome == BulkOutcome::done; });
}

}  // namespace

Html bulk_bar(Call const& call) {
  std::vector<std::pair<std::string_view, Message>> acts;
  if (call.actor.may("issues.triage")) acts.emplace_back("assign", act_words(BulkKind::assign));
  if (call.actor.may("issues.reply")) acts.emplace_back("reply", act_words(BulkKind::reply));
  if (call.actor.may("issues.close")) acts.emplace_back("close", act_words(BulkKind::close));
  acts.emplace_back("tag", act_words(BulkKind::tag));
  if (call.actor.may("issues.triage")) acts.emplace_back("priority", act_words(BulkKind::priority));
  return div(cls("actions bulk"),
             label(cls("choice"), data("all", "cases"), data("soon", ""), hidden(), element("input", {type("checkbox")}), " ",
                   _("Choose all")),
             label(_("With the chosen ones:"), " ",
                   select(name("act"), each(acts, [](auto const& act) { return option(value(act.first), act.second); }))),
             button(type("submit"), cls("quiet"), _("Continue")));
}

Response bulk_preview_page(Call const& call, BulkPreview const& view) {
  auto const possible = std::count_if(view.choices.begin(), view.choices.end(), [](BulkChoice const& choice) { return !choice.obstacle; });
  auto const form = post_form({.action = "/desk/bulk", .csrf_token = call.csrf_token}, hidden_field("act", to_text(view.kind)),
                              div(cls("read"), fields_of(call, view)), h2(_n("{count} request", "{count} requests", possible)),
                              ul(cls("members"), each(view.choices, [&](BulkChoice const& choice) { return choice_row(call, choice); })),
                              div(cls("actions"), submit(act_words(view.kind)), a(cls("button plain"), href("/desk"), _("Cancel"))));
  auto const content =
      group(a(cls("back"), href("/desk"), _("Inbox")), h1(act_words(view.kind)), error_summary(view.entered.errors),
            p(cls("lead"),
              _("Look at what is chosen, take away what does not belong. You can undo it for ten minutes; mails go out after that.")),
            form);
  return page(call, {.title = act_words(view.kind), .content = content, .surface = Surface::staff, .current = "/desk"}, view.status);
}

Response bulk_result_page(Call const& call, BulkRecord const& record) {
  auto const done =
      std::count_if(record.items.begin(), record.items.end(), [](BulkItem const& item) { return item.outcome == BulkOutcome::done; });
  auto const undo = may_undo(call, record)
                        ? div(cls("note good"),
                              p(sentence(_("You can undo this {when}. No mail has gone out yet."),
                                         {{"when", group(how_long(call.now, record.undo_until))}})),
                              post_form({.action = "/desk/bulk/" + std::to_string(record.id) + "/undoing", .csrf_token = call.csrf_token},
                                        button(type("submit"), cls("button"), _("Undo"))))
                    : record.undone_at ? note("good", p(_("This was undone. Nobody was told.")))
                                       : nothing();
  auto const rows = each(record.items, [&](BulkItem const& item) {
    return li(a(href(desk_address(item.number)), item.number), " ", outcome_badge(item),
              item.reason.empty() ? nothing() : span(cls("small soft"), item.reason));
  });
  auto const content =
      group(a(cls("back"), href("/desk"), _("Inbox")), h1(act_words(record.kind), ": ", _n("{count} request", "{count} requests", done)),
            undo, p(cls("soft"), record.by, " · ", time_of(call, record.done_at)), ul(cls("members"), rows));
  return page(call, {.title = act_words(record.kind), .content = content, .surface = Surface::staff, .current = "/desk"});
}

}  // namespace cityhall
