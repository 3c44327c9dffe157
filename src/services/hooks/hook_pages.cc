#include "services/hooks/hook_pages.h"

#include <array>

#include "base/text.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

constexpr std::array states{DeliveryState::queued, DeliveryState::delivered, DeliveryState::given_up};

std::string hook_path(HookId id) { return "/admin/hooks/" + to_text(id); }

Message state_words(DeliveryState state) {
  switch (state) {
    case DeliveryState::queued:
      return _("Waiting");
    case DeliveryState::delivered:
      return _("Delivered");
    case DeliveryState::given_up:
      return _("Given up");
  }
  return _("Waiting");
}

Html state_mark(DeliveryState state) {
  auto const kind = state == DeliveryState::delivered ? "badge good" : state == DeliveryState::given_up ? "badge late" : "badge open";
  return span(cls(kind), state_words(state));
}

Html health_mark(Hook const& hook) {
  if (hook.paused) return span(cls("badge late"), _("Paused"));
  if (hook.failing_since) return span(cls("badge soon"), _("Failing"));
  return span(cls("badge good"), _("Working"));
}

Html hook_fields(Entered const& entered, Hook const& hook) {
  return group(input_field({.name = "label",
                            .label = _("Whose system is it?"),
                            .entered = &entered,
                            .value = hook.label,
                            .required = true,
                            .attributes = {maxlength(100)}}),
               input_field({.name = "url",
                            .label = _("Address that is called"),
                            .hint = hint(_("Begins with https://. It must be reachable from the internet.")),
                            .entered = &entered,
                            .value = hook.url,
                            .required = true,
                            .type = "url"}),
               input_field({.name = "owner_email",
                            .label = _("E-mail address of whoever runs it"),
                            .hint = hint(_("We write there when it fails for three days.")),
                            .entered = &entered,
                            .value = hook.owner_email,
                            .required = true,
                            .type = "email"}),
               textarea_field({.name = "events",
                               .label = _("Events, one on each line"),
                               .hint = hint(_("Such as case.closed, case.* for all of a kind, or * for everything.")),
                               .entered = &entered,
                               .value = hook.events.empty() ? "case.opened\ncase.closed" : as_lines(hook.events),
                               .required = true}),
               textarea_field({.name = "services",
                               .label = _("Only of these services, one on each line"),
                               .hint = hint(_("Empty: of all.")),
                               .entered = &entered,
                               .value = as_lines(hook.services)}));
}

Html hook_row(Call const& call, Hook const& hook) {
  return tr(td(a(href(hook_path(hook.id)), strong(hook.label))), td(health_mark(hook)), td(join(hook.events, ", ")),
            td(time_of(call, hook.created)));
}

Html delivery_row(Call const& call, HookDelivery const& delivery) {
  auto const path = hook_path(delivery.hook) + "/deliveries/" + to_text(delivery.id);
  return tr(td(a(href(path), time_of(call, delivery.created))), td(code(delivery.type)), td(state_mark(delivery.state)),
            td(delivery.attempts), td(delivery.delivered ? time_of(call, *delivery.delivered) : nothing()));
}

Html log_filter(HookView const& view) {
  auto const choice = [&](DeliveryState state) { return option(value(to_text(state)), selected(view.state == state), state_words(state)); };
  return get_form(hook_path(view.hook.id), cls("filters"),
                  label(_("State"), select(name("state"), option(value(""), _("All")), each(states, choice))),
                  button(type("submit"), _("Show")));
}

Html log_part(Call const& call, HookView const& view) {
  auto const list = view.deliveries.empty()
                        ? empty_state(_("Nothing was sent that fits."), _("Send a test, or wait for the next event."))
                        : office_table(_("Deliveries"), {_("Event of"), _("Event"), _("State"), _("Attempts"), _("Delivered")},
                                       each(view.deliveries, [&](HookDelivery const& delivery) { return delivery_row(call, delivery); }),
                                       TableShape::cards);
  Html next;
  if (view.deliveries.size() >= 50) {
    auto const older = with_query(hook_path(view.hook.id),
                                  {{"state", view.state ? to_text(*view.state) : ""}, {"before", to_text(view.deliveries.back().id)}});
    next = nav(cls("pages"), aria("label", _("Pages")), span(), a(href(older), rel("next"), _("Older")));
  }
  return section(h2(_("Deliveries")), log_filter(view), list, next);
}

Html replay_part(Call const& call, HookView const& view) {
  auto const fields = group(
      input_field({.name = "from", .label = _("Events since"), .entered = &view.told.entered, .required = true, .type = "datetime-local"}),
      input_field({.name = "to", .label = _("Until"), .entered = &view.told.entered, .required = true, .type = "datetime-local"}),
      checkbox_field({.name = "everything",
                      .label = _("Also those that were delivered"),
                      .hint = hint(_("Each keeps its id, so that the receiver can tell.")),
                      .entered = &view.told.entered}));
  return details(
      cls("act"), summary(_("Send a range again")),
      post_form({.action = hook_path(view.hook.id) + "/replays", .csrf_token = call.csrf_token}, fields, submit(_("Send again"))));
}

Html acts_part(Call const& call, HookView const& view) {
  auto const path = hook_path(view.hook.id);
  auto const pause =
      view.hook.paused ? act_button(call, path + "/resumption", _("Go on"), "button") : act_button(call, path + "/pause", _("Pause"));
  return section(
      h2(_("What you can do")), div(cls("actions"), pause, act_button(call, path + "/pings", _("Send a test"))),
      details(cls("act"), summary(_("Exchange the secret")),
              p(_("The old secret signs for 24 hours more, beside the new one: change it at the receiver meanwhile.")),
              act_button(call, path + "/secrets", _("Make a new secret"))),
      replay_part(call, view),
      details(cls("act"), summary(_("Change")),
              post_form({.action = path, .csrf_token = call.csrf_token}, hook_fields(view.told.entered, view.hook), submit(_("Save")))),
      details(cls("act"), summary(_("Remove")), p(_("Its log and what still waits are removed with it.")),
              act_button(call, path + "/removal", _("Remove this web hook"), "button danger")));
}

Html health_note(Call const& call, Hook const& hook) {
  if (hook.paused)
    return note("warn", group(p(sentence(_("Paused since {time}. What happens meanwhile waits, and is sent when it goes on."),
                                         {{"time", time_of(call, *hook.paused)}})),
                              p(hook.paused_why)));
  if (hook.failing_since)
    return note("warn", p(sentence(_("No delivery was taken since {time}. It is tried again by itself."),
                                   {{"time", time_of(call, *hook.failing_since)}})));
  return nothing();
}

Html attempt_part(Call const& call, Attempt const& attempt) {
  auto const outcome = attempt.status == 0 ? group(span(cls("badge late"), _("No answer")), " ", attempt.fault)
                                           : group(span(cls(attempt.status < 300 ? "badge good" : "badge late"), attempt.status));
  return article(
      cls("panel"), h3(sentence(_("Attempt {number}"), {{"number", group(attempt.number)}}), " ", outcome),
      p(cls("soft small"), time_of(call, attempt.at), " · ", attempt.milliseconds, " ms"),
      details(summary(_("What was sent along")), pre(cls("source"), tabindex(0), attempt.request_headers)),
      attempt.answer.empty() ? nothing() : details(summary(_("What was answered")), pre(cls("source"), tabindex(0), attempt.answer)));
}

}  // namespace

std::optional<DeliveryState> delivery_state_from(std::string_view word) {
  for (auto const state : states)
    if (to_text(state) == word) return state;
  return {};
}

Response hooks_page(Call const& call, HooksView const& view) {
  auto const list = view.hooks.empty()
                        ? empty_state(_("No system is told anything yet."), _("Add the address of one, and choose what it wants to know."))
                        : office_table(_("Web hooks"), {_("System"), _("State"), _("Events"), _("Made")},
                                       each(view.hooks, [&](Hook const& hook) { return hook_row(call, hook); }), TableShape::cards);
  auto const fresh = post_form({.action = "/admin/hooks", .csrf_token = call.csrf_token, .css_class = "panel"},
                               hook_fields(view.told.entered, {}), submit(_("Add the web hook")));
  auto const content = group(told_strip(call, view.told),
                             p(cls("hint"), sentence(_("Each telling is signed, tried until it is taken, and kept for 30 days. {guide}"),
                                                     {{"guide", a(href("/developers"), _("For developers"))}})),
                             list, section(h2(_("Add a web hook")), fresh));
  return office_page(call, {.title = _("Web hooks"), .content = content, .path = "/admin/hooks"}, view.told.status);
}

Response hook_secret_page(Call const& call, Hook const& hook, std::string const& secret) {
  auto const content = group(note("good", p(_("Give this secret to the receiver. It is shown only now."))), p(code(cls("secret"), secret)),
                             p(a(cls("button"), href(hook_path(hook.id)), _("I have copied it"))));
  auto response = office_page(call, {.title = hook.label, .content = content, .path = "/admin/hooks"});
  no_store(response);
  return response;
}

Response hook_page(Call const& call, HookView const& view) {
  auto const content =
      group(told_strip(call, view.told), health_note(call, view.hook),
            facts({{_("State"), health_mark(view.hook)},
                   {_("Address"), group(code(view.hook.url))},
                   {_("Events"), group(join(view.hook.events, ", "))},
                   {_("Only of these services"), view.hook.services.empty() ? group(_("All")) : group(join(view.hook.services, ", "))},
                   {_("Contact"), group(view.hook.owner_email)}}),
            acts_part(call, view), log_part(call, view), p(a(href("/admin/hooks"), _("All web hooks"))));
  return office_page(call, {.title = view.hook.label, .content = content, .path = "/admin/hooks"}, view.told.status);
}

Response delivery_page(Call const& call, DeliveryView const& view) {
  auto const path = hook_path(view.hook.id) + "/deliveries/" + to_text(view.delivery.id);
  auto const content =
      group(told_strip(call, {}),
            facts({{_("Event"), code(view.delivery.type)},
                   {_("State"), state_mark(view.delivery.state)},
                   {_("Delivery"), code(to_text(view.delivery.id))},
                   {_("Next attempt"), view.delivery.state == DeliveryState::queued ? time_of(call, view.delivery.next) : group("–")}}),
            act_button(call, path + "/replay", _("Send again"), "button"),
            section(h2(_("What is sent")), pre(cls("source"), tabindex(0), view.delivery.body)),
            section(h2(_("Attempts")), view.attempts.empty()
                                           ? p(_("None yet."))
                                           : each(view.attempts, [&](Attempt const& attempt) { return attempt_part(call, attempt); })),
            p(a(href(hook_path(view.hook.id)), view.hook.label)));
  return office_page(call, {.title = _("Delivery"), .content = content, .path = "/admin/hooks"});
}

}  // namespace cityhall
