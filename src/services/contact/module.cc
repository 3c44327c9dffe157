#include "services/contact/module.h"

#include "services/contact/figures.h"
#include "services/contact/handlers.h"
#include "services/contact/preview.h"
#include "services/contact/promised_calls.h"

namespace cityhall {
namespace {

using enum web::Method;
constexpr std::string_view handle = "contact.handle";

Route look(std::string_view path, RouteHandler handler, Message summary) {
  return {.method = GET, .path = path, .permission = handle, .access = Access::read, .handler = handler, .summary = std::move(summary)};
}

Route act(std::string_view path, RouteHandler handler, RefusalHandler again, Message summary) {
  return {.method = POST,
          .path = path,
          .permission = handle,
          .access = Access::write,
          .handler = handler,
          .summary = std::move(summary),
          .redisplay = again};
}

std::vector<Route> all_routes() {
  auto figures = look("/desk/contact/figures", show_contact_figures, _("Volume, handling time, settled at once, repeated contacts"));
  auto table = look("/desk/contact/figures.csv", send_contact_figures, _("The figures of the contact center as CSV"));
  auto staffing = look("/desk/contact/staffing", show_staffing, _("How many agents each half hour needs, by Erlang C"));
  figures.permission = table.permission = staffing.permission = "contact.figures";
  return {std::move(figures),
          std::move(table),
          std::move(staffing),
          look("/desk/contact", show_start, _("Who calls, what waits, who wants to be called")),
          look("/desk/contact/live", contact_live, _("Contacts as they come in")),
          act("/desk/contact", begin_talk, begin_talk_again, _("Begin a contact")),
          look("/desk/contact/{contact}", show_talk, _("One contact: caller, script, articles, history")),
          act("/desk/contact/{contact}/script", save_script, talk_again, _("Keep what was said, check it, or make the request")),
          act("/desk/contact/{contact}/taking", take_talk, nullptr, _("Take a waiting contact")),
          act("/desk/contact/{contact}/transfer", transfer_talk, talk_again, _("Hand a contact to another queue")),
          act("/desk/contact/{contact}/about", link_talk, talk_again, _("Say which request a contact is about")),
          act("/desk/contact/{contact}/support", support_known, talk_again, _("The caller means a request that is known")),
          act("/desk/contact/{contact}/articles/{article}/feedback", answer_article_beside, nullptr,
              _("Say whether an article helped in a contact")),
          act("/desk/contact/{contact}/call-back", ask_back, talk_again, _("End a contact with a call-back")),
          act("/desk/contact/{contact}/end", end_talk, talk_again, _("End a contact with its result")),
          act("/desk/call-backs", create_call_back, begin_talk_again, _("Put somebody into the list of call-backs")),
          act("/desk/call-backs/{call}/taking", take_call_back, nullptr, _("Take a call-back")),
          act("/desk/call-backs/{call}/attempts", note_call_attempt, nullptr, _("Note whether somebody was reached")),
          act("/desk/incoming/{message}/taking", take_incoming, nullptr, _("Make a request of a message")),
          act("/desk/incoming/{message}/dropping", drop_incoming, nullptr, _("Put a message away")),
          look("/desk/incoming/{message}/recording", show_recording, _("The sound of a voicemail"))};
}

}  // namespace

Module contact_module() {
  return {.name = "contact",
          .title = _("Contact center"),
          .permissions = {{"contact.handle", _("Talk to residents: look up, script, call-backs"), {"agent", "manager", "administrator"}},
                          {"contact.figures", _("See the figures of the contact center"), {"manager", "administrator"}}},
          .publishes = {"interaction.started", "interaction.waiting", "interaction.taken", "interaction.transferred", "interaction.ended",
                        "call_back.asked", "call_back.taken", "call_back.done", "call_back.not_reached", "call_back.given_up",
                        "incoming.received", "incoming.done", "incoming.dropped", "case.message_received"},
          .routes = all_routes(),
          .consumers = {{"contact.promise_call", {"case.opened", "case.state_changed", "case.closed", "case.reopened"}, promise_call}},
          .menu = {{_("Contact center"), "/desk/contact", "contact.handle"},
                   {_("Contact figures"), "/desk/contact/figures", "contact.figures"}},
          .previews = {{"phone", _("Phone script"), preview_phone}, {"counter", _("Counter"), preview_counter}}};
}

}  // namespace cityhall
