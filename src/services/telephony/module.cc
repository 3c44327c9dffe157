#include "services/telephony/module.h"

#include "services/telephony/conversation.h"
#include "services/telephony/hooks.h"
#include "services/telephony/provider.h"
#include "store/migrations.h"

namespace cityhall {

std::span<store::Migration const> telephony_migrations();

namespace {

using enum web::Method;
using namespace std::chrono_literals;

Route hook(std::string_view path, RouteHandler handler, Message summary) {
  return {.method = POST,
          .path = path,
          .permission = "public",  // the handler checks the provider's signature
          .access = Access::write,
          .handler = handler,
          .summary = std::move(summary),
          .answers = Answers::json,
          .hook = true};
}

}  // namespace

Module telephony_module() {
  return {.name = "telephony",
          .title = _("Telephony"),
          .permissions = {{"telephony.settings", _("Set up calls and text messages"), {"administrator"}}},
          .publishes = {"telephony.changed"},
          .routes = {hook("/telephony/voice", hear_call, _("A call begins (signed by the telephone provider)")),
                     hook("/telephony/voice/{step}", hear_call, _("A call goes on")),
                     hook("/telephony/wait", hold_call, _("What somebody hears in the queue")),
                     hook("/telephony/connect/{agent}", connect_call, _("A call is put through to an agent")),
                     hook("/telephony/status", note_call_status, _("A call ended")),
                     hook("/telephony/text", hear_text, _("A text message came in")),
                     {.method = GET,
                      .path = "/admin/telephony",
                      .permission = "telephony.settings",
                      .access = Access::read,
                      .handler = show_telephony,
                      .summary = _("The account at the telephone provider")},
                     {.method = POST,
                      .path = "/admin/telephony",
                      .permission = "telephony.settings",
                      .access = Access::write,
                      .handler = change_telephony,
                      .summary = _("Change the account at the telephone provider"),
                      .redisplay = telephony_again}},
          .consumers = {{"telephony.connect", {"interaction.taken"}, connect_taken_call},
                        {"telephony.tell_by_text", {"case.closed", "case.replied", "case.reopened"}, tell_by_text}},
          .jobs = {{"send telephone requests", 15s, [](City& city) { send_provider_requests(city); }},
                   {"fetch voicemail", 30s, fetch_recordings},
                   {"forget old conversations", 1h, forget_old_conversations}},
          .menu = {{_("Telephony"), "/admin/telephony", "telephony.settings"}},
          .migrations = telephony_migrations()};
}

}  // namespace cityhall
