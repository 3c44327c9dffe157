#include "services/desk/case_acts.h"

#include "kernel/addresses.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/directory/directory.h"
#include "services/desk/family_pages.h"
#include "services/desk/handover_parts.h"
#include "services/desk/words.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string base_path(CaseView const& view) { return desk_address(view.report.number); }

/// A folded form; `what` is the last part of its address.
struct Act {
  std::string what;
  Text title;
};

Html act_form(Call const& call, CaseView const& view, Act const& act, Html const& fields) {
  return details(cls("act"), view.tried == act.what ? tag::open() : none(), summary(act.title.html()),
                 post_form({.action = base_path(view) + "/" + act.what, .csrf_token = call.csrf_token},
                           hidden_field("revision", std::to_string(view.report.revision)), fields, submit(act.title)));
}

/// A GET: the page comes back with the words filled in, so that it works without JavaScript.
Html prepared_choice(CaseView const& view) {
  if (view.replies.empty()) return nothing();
  std::vector<web::Option> options;
  for (auto const& reply : view.replies) options.push_back({std::to_string(reply.id), reply.title});
  return get_form(base_path(view),
                  select_field({.name = "prepared", .label = _("Prepared replies"), .value = std::to_string(view.chosen_reply)}, options),
                  button(type("submit"), cls("quiet"), _("Take these words")));
}

Html reply_act(Call const& call, CaseView const& view) {
  if (!call.actor.may("issues.reply")) return nothing();
  auto const chosen =
      std::find_if(view.replies.begin(), view.replies.end(), [&](PreparedReply const& one) { return one.id == view.chosen_reply; });
  bool const any = chosen != view.replies.end();
  auto const words = any ? filled_reply(call.view(), *chosen, view.report) : std::string{};
  auto const form = post_form({.action = base_path(view) + "/replies", .csrf_token = call.csrf_token},
                              hidden_field("revision", std::to_string(view.report.revision)),
                              any ? hidden_field("prepared", std::to_string(chosen->id)) : nothing(),
                              textarea_field({.name = "message",
                                              .label = _("Message; it is public"),
                                              .entered = view.entered_in("replies"),
                                              .value = words,
                                              .required = true,
                                              .form = "replies"}),
                              submit(_("Answer the reporter")));
  bool const shown = any || view.tried == "replies";
  return details(cls("act"), shown ? tag::open() : none(), summary(_("Answer the reporter")), prepared_choice(view), form);
}

Html note_act(Call const& call, CaseView const& view) {
  return act_form(call, view, {"notes", _("Write an internal note")},
                  textarea_field({.name = "note",
                                  .label = _("Note; only staff see it"),
                                  .hint = group(_("@first.last tells a colleague, #word makes a tag.")),
                                  .entered = &view.entered,
                                  .required = true}));
}

Html assign_act(Call const& call, CaseView const& view) {
  if (!call.actor.may("issues.triage")) return nothing();
  auto const directory = call.city.directory.get();
  std::vector<web::Option> queues{{"", _("Leave in this queue")}};
  for (auto const& queue : directory->queues()) queues.push_back({queue.id, directory->title_of(queue.id, call.language)});
  std::vector<web::Option> people{{"", _("Nobody")}};
  for (auto const& account : view.staff) people.push_back({to_text(account.id), account.name});
  return act_form(call, view, {"assignment", _("Assign")},
                  group(select_field({.name = "assignee",
                                      .label = _("Person"),
                                      .entered = &view.entered,
                                      .value = view.report.assignee ? to_text(view.report.assignee) : ""},
                                     people),
                        select_field({.name = "queue", .label = _("Queue"), .entered = &view.entered}, queues)));
}

Html service_act(Call const& call, CaseView const& view) {
  if (!call.actor.may("issues.triage")) return nothing();
  std::vector<web::Option> services;
  auto const definitions = call.city.definitions.get();
  for (auto const& definition : definitions->current()) services.push_back({definition->id, definition->title.in(call.language)});
  std::vector<web::Option> const priorities{{"1", _("Urgent")}, {"2", _("High")}, {"3", _("Normal")}, {"4", _("Low")}};
  // A GET: the next page asks what the other service needs besides.
  auto const choose =
      get_form(base_path(view) + "/service",
               select_field({.name = "service", .label = _("Service"), .value = view.report.service}, services), submit(_("Continue")));
  return group(
      details(cls("act"), summary(_("Change the service")), choose),
      p(a(cls("button quiet"), href(base_path(view) + "/split"), _("Make two requests of one"))),
      act_form(call, view, {"priority", _("Change the priority")},
               select_field(
                   {.name = "priority", .label = _("Priority"), .entered = &view.entered, .value = std::to_string(view.report.priority)},
                   priorities)));
}

Html work_order_act(Call const& call, CaseView const& view) {
  if (!call.actor.may("issues.dispatch") || view.report.closed()) return nothing();
  std::vector<web::Option> crews{{"", _("The crew that covers this queue")}};
  auto const directory = call.city.directory.get();
  for (auto const& crew : directory->crews())
    if (crew.active) crews.push_back({to_text(crew.id), crew.name});
  return act_form(
      call, view, {"work-orders", _("Make a work order")},
      group(select_field({.name = "crew", .label = _("Crew"), .entered = &view.entered}, crews),
            textarea_field(
                {.name = "what", .label = _("What is to be done"), .hint = group(_("Empty: as reported")), .entered = &view.entered})));
}

Html close_act(Call const& call, CaseView const& view) {
  if (!call.actor.may("issues.close")) return nothing();
  if (view.report.closed())
    return act_form(call, view, {"reopening", _("Open it again")},
                    textarea_field({.name = "why", .label = _("Why?"), .entered = view.entered_in("reopening"), .required = true}));
  std::vector<web::Option> const outcomes{{"fixed", _("Fixed")},
                                          {"not_found", _("Nothing found")},
                                          {"duplicate", _("Already reported")},
                                          {"not_ours", _("Not the city's to fix")},
                                          {"no_action", _("No action needed")}};
  return act_form(
      call, view, {"closure", _("Close")},
      group(radio_field({.name = "outcome", .label = _("How did it end?"), .entered = view.entered_in("closure"), .required = true},
                        outcomes),
            input_field({.name = "duplicate_of",
                         .label = _("Number of the request that stays"),
                         .hint = group(_("Only for one that was reported already")),
                         .entered = view.entered_in("closure")}),
            textarea_field({.name = "message",
                            .label = _("What we tell the reporter"),
                            .entered = view.entered_in("closure"),
                            .required = true,
                            .form = "closure"})));
}

Html workflow_act(Call const& call, CaseView const& view, OfferedAction const& action) {
  auto const comment = std::find(action.need.begin(), action.need.end(), "comment") != action.need.end();
  return act_form(
      call, view, {"actions/" + action.id, action.label},
      textarea_field(
          {.name = "comment",
           .label = _("Message to the reporter"),
           .entered = view.entered_in("actions/" + action.id),
           .required = comment,
           .form = action.id}));
}

bool turns_it_down(OfferedAction const& action) { return action.id == "decline" || action.id == "duplicate" || action.id == "reject"; }

/// The form of "Already reported: handle together" does the same, and joins the two; so this one is left out beside it.
bool stands_twice(CaseView const& view, OfferedAction const& action, Html const& merge) {
  return action.id == "duplicate" && !merge.empty() && !view.report.closed();
}

/// What usually comes next: the way on in the workflow, work for a crew, an answer.
struct Acts {
  std::vector<Html> next{};
  std::vector<Html> more{};

  void add(Html act, bool usual) {
    constexpr std::size_t next_most = 3;
    if (act.empty()) return;
    (usual && next.size() < next_most ? next : more).push_back(std::move(act));
  }
};

Acts acts_of(Call const& call, CaseView const& view) {
  Acts acts;
  auto const merge = merge_act(call, view);
  bool const crew_knows = std::any_of(view.tasks.begin(), view.tasks.end(), [](Task const& task) { return !is_over(task.state); });
  bool first = true;
  for (auto const& action : view.actions) {
    if (stands_twice(view, action, merge)) continue;
    acts.add(workflow_act(call, view, action), first && !turns_it_down(action));
    if (!turns_it_down(action)) first = false;
  }
  acts.add(work_order_act(call, view), !crew_knows);
  acts.add(reply_act(call, view), true);
  acts.add(note_act(call, view), true);
  for (auto const& act : {assign_act(call, view), plan_act(call, view), merge, handover_act(call, view), service_act(call, view)})
    acts.add(act, false);
  acts.add(close_act(call, view), view.report.closed());
  return acts;
}

}  // namespace

Html assignee_words(CaseView const& view) {
  for (auto const& account : view.staff)
    if (account.id == view.report.assignee) return group(account.name);
  return span(cls("soft"), _("Nobody"));
}

Html case_acts(Call const& call, CaseView const& view) {
  // A member of a family is decided upon with its main case.
  if (view.main)
    return section(cls("acts"), aria("label", _("What you can do")), h2(_("What you can do")), reply_act(call, view), note_act(call, view));
  auto const as_is = [](Html const& html) { return html; };
  auto const acts = acts_of(call, view);
  auto const more = acts.more.empty() ? nothing()
                                      : details(cls("acts-more"), view.entered.errors.empty() ? none() : tag::open(),
                                                summary(_("Everything else you can do")), each(acts.more, as_is));
  return section(cls("acts"), aria("label", _("What you can do")), h2(_("What you can do")), div(cls("acts-next"), each(acts.next, as_is)),
                 more);
}

}  // namespace cityhall
