#include "services/telephony/module.h"

#include "services/telephony/conversation.h"
#include "services/telephony/hooks.h"
#include "services/telephony/preview.h"
#include "services/telephony/provider.h"
#include "store/migrations.h"

namespace cityhall {

std::span<store::Migration const> telephony_migrations();

namespace {

using enum web::Method;
using namespace std::chrono_literals;

constexpr std::string_view settings = "telephony.settings";

Route hook(std::string_view path, RouteHandler handler, Message summary) {
  return {.method = POST,
          .path = path,
          .permission = "signature",
          .access = Access::write,
          .handler = handler,
          .summary = std::move(summary),
          .answers = Answers::json,
          .signature = check_provider_signature};
}

Route change(std::string_view path, RouteHandler handler, Message summary) {
  return {.method = POST,
          .path = path,
          .permission = settings,
          .access = Access::write,
          .handler = handler,
          .summary = std::move(summary),
          .redisplay = telephony_again};
}

std::vector<Route> all_routes() {
  auto test = change("/admin/telephony/tests", test_telephony, _("Ask the provider whether the settings are right"));
  test.access = Access::apart;
  return {hook("/telephony/voice", hear_call, _("A call begins (signed by the telephone provider)")),
          hook("/telephony/voice/{step}", hear_call, _("A call goes on")),
          hook("/telephony/wait", hold_call, _("What somebody hears in the queue")),
          hook("/telephony/connect/{agent}", connect_call, _("A call is put through to an agent")),
          hook("/telephony/status", note_call_status, _("A call ended")),
          hook("/telephony/text", hear_text, _("A text message came in")),
          {.method = GET,
           .path = "/admin/telephony",
           .permission = settings,
           .access = Access::read,
           .handler = show_telephony,
           .summary = _("The account at the telephone provider")},
          change("/admin/telephony", change_telephony, _("Change the account at the telephone provider")),
          std::move(test),
          change("/admin/telephony/resending", resend_texts, _("Send text messages again that were held or failed"))};
}

void send_requests(City& city) { send_provider_requests(city); }

}  // namespace

Module telephony_module() {
  return {.name = "telephony",
          .title = _("Telephone and text messages"),
          .permissions = {{settings, _("Set up calls and text messages"), {"administrator"}}},
          .publishes = {"telephony.changed"},
          .routes = all_routes(),
          .consumers = {{"telephony.connect", {"interaction.taken"}, connect_taken_call}},
          .jobs = {{"send telephone requests", 15s, send_requests},
                   {"fetch voicemail", 30s, fetch_recordings},
                   {"end lost calls", 600s, end_lost_calls},
                   {"forget old conversations", 3600s, forget_old_conversations}},
          .previews = {{"ivr", _("Voice menu"), telephony::preview_voice}, {"sms", _("Text messages"), telephony::preview_texts}},
          .migrations = telephony_migrations()};
}

}  // namespace cityhall
