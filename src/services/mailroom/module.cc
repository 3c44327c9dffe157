#include "services/mailroom/module.h"

#include "services/mailroom/collect.h"
#include "services/mailroom/inbox_page.h"
#include "services/mailroom/mail_log.h"
#include "services/mailroom/mailbox_page.h"
#include "services/mailroom/read_mail.h"
#include "store/migrations.h"

namespace cityhall {

std::span<store::Migration const> mailroom_migrations();

Module mailroom_module() {
  using namespace std::chrono_literals;
  using enum web::Method;
  constexpr std::string_view settings = "mailroom.settings";
  return {.name = "mailroom",
          .title = _("Incoming mail"),
          .permissions = {{settings, _("See what came in by mail, and test it"), {"administrator"}}},
          .publishes = {"mailbox.saved"},
          .routes = {{.method = GET,
                      .path = "/admin/mail-in",
                      .permission = settings,
                      .access = Access::read,
                      .handler = show_mail_in,
                      .summary = _("What came in by mail, and how mail is handed to the program")},
                     {.method = POST,
                      .path = "/admin/mail-in/tests",
                      .permission = settings,
                      .access = Access::apart,
                      .handler = test_mail_in,
                      .summary = _("Send a mail to the city's own inbox"),
                      .redisplay = mail_in_again},
                     {.method = POST,
                      .path = "/admin/mail-in/mailbox",
                      .permission = settings,
                      .access = Access::write,
                      .handler = change_mailbox,
                      .summary = _("Say which mailbox is read, and by which password"),
                      .redisplay = mail_in_again},
                     {.method = POST,
                      .path = "/admin/mail-in/looks",
                      .permission = settings,
                      .access = Access::apart,
                      .handler = look_into_mailbox,
                      .summary = _("Look into the mailbox now"),
                      .redisplay = mail_in_again}},
          .consumers = {{"mailroom.forget_sender", {"person.erased"}, forget_sender}},
          .jobs = {{"collect mail", 60s, collect_mails}, {"read incoming mail", 5s, read_spooled_mails}, {"forget old mails", 24h, forget_old_mails}},
          .migrations = mailroom_migrations()};
}

}  // namespace cityhall
