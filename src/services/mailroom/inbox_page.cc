#include "services/mailroom/inbox_page.h"

#include "base/refusal.h"
#include "base/text.h"
#include "kernel/addresses.h"
#include "kernel/notices/mail_message.h"
#include "kernel/notices/smtp_sender.h"
#include "kernel/settings/mailbox.h"
#include "services/mailroom/mail_log.h"
#include "services/mailroom/mailbox_page.h"
#include "services/mailroom/spool.h"
#include "services/page/office.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

constexpr std::string_view mail_in_path = "/admin/mail-in";
constexpr std::size_t mails_shown = 50;
constexpr std::size_t waiting_shown_max = 1000;

Message outcome_words(std::string_view outcome) {
  if (outcome == "answer") return _("Message to a case");
  if (outcome == "partner") return _("Answer of a partner");
  if (outcome == "draft") return _("Waits for an agent");
  if (outcome == "automatic") return _("Answer of a machine, left alone");
  if (outcome == "bounce") return _("A mail of ours came back");
  if (outcome == "own") return _("Our own mail, left alone");
  if (outcome == "too_many") return _("Too many from this sender in an hour, left alone");
  if (outcome == "aside") return _("Put aside: reading it never came to an end; kept in the folder mail-in");
  return _("Cannot be read; kept in the folder mail-in");
}

Html mail_row(Call const& call, LoggedMail const& mail) {
  auto const number = mail.case_number.empty() ? nothing() : group(" ", a(href(desk_address(mail.case_number)), mail.case_number));
  return tr(td(time_of(call, mail.received)), td(mail.sender), td(mail.subject),
            td(outcome_words(mail.outcome), number, mail.fault.empty() ? nothing() : span(cls("soft"), " ", mail.fault)));
}

Html state_part(Call const& call) {
  auto const settings = call.city.settings.get();
  auto const waiting = spooled_mails(call.city.folder(), waiting_shown_max).size();
  auto const& inbox = settings->mail.inbox;
  auto const address = inbox.empty() ? group(_("None yet."), " ", a(href("/admin/settings"), _("Set it in the settings"))) : group(inbox);
  return section(cls("panel"), h2(_("Does it work?")),
                 facts({{_("Address for answers"), address}, {_("Mails that wait to be read"), group(static_cast<std::int64_t>(waiting))}}),
                 p(_("The mail server of the city hands each mail for this address, also with a plus sign and more behind it, to this "
                     "command:")),
                 pre(cls("letter"), code("cityhall mail receive --data " + call.city.folder().parent_path().parent_path().string())));
}

/// A test mail that was sent: did it come back?
Html test_told(Call const& call) {
  auto const id = call.request.query.get("test");
  if (id.empty()) return nothing();
  if (is_logged(call.view(), id)) return note("good", p(_("The test mail arrived. Incoming mail works.")));
  return note("warn", p(_("The test mail was sent and has not arrived yet. Load this page again in a minute; when it stays away, look "
                          "at the log of the mail server.")));
}

Response mail_in_page(Call const& call, Told const& told) {
  auto const mails = logged_mails(call.view(), mails_shown);
  auto const table = office_table(_("Mails that came in"), {_("When"), _("From"), _("Subject"), _("What became of it")},
                                  each(mails, [&](LoggedMail const& mail) { return mail_row(call, mail); }));
  auto const none = empty_state(_("No mail came in yet."), _("Send the test mail to see whether it would."));
  auto const list = section(h2(_("Mails that came in")), mails.empty() ? none : table);
  auto const button = act_button(call, std::string{mail_in_path} + "/tests", _("Send a test mail"));
  return office_page(
      call,
      {.title = _("Incoming mail"),
       .content = group(told_strip(call, told), test_told(call), state_part(call), button, mailbox_part(call, told.entered), list),
       .path = mail_in_path},
      told.status);
}

}  // namespace

Response show_mail_in(Call& call) { return mail_in_page(call, {}); }

Response test_mail_in(Call& call) {
  auto const settings = call.city.settings.get();
  auto const from = parse_mailbox(settings->mail.from);
  if (settings->mail.inbox.empty())
    throw invalid("mail.no_inbox", _("There is no address for answers."),
                  _("Enter it on the page Settings, such as 311@fairhaven.example."));
  if (settings->mail.smtp_url.empty() || !from)
    throw invalid("mail.no_server", _("No mail server is set, so no test mail can be sent."), _("Enter it on the page Settings."));
  auto const id = "test-" + std::to_string(to_micros(call.now)) + "@" + from->email.substr(from->email.find('@') + 1);
  auto const text = call.text(_("This mail tests whether mail to the city arrives. Nobody needs to do anything."));
  MailMessage const mail{.from = *from,
                         .to = settings->mail.inbox,
                         .subject = call.text(_("Test of incoming mail")),
                         .message_id = id,
                         .language = call.language,
                         .date = call.now,
                         .plain = text,
                         .html = "<p>" + text + "</p>"};
  auto const delivery = SmtpSender{settings->mail}.send(from->email, settings->mail.inbox, mail_bytes(mail));
  if (delivery.outcome != Delivery::Outcome::taken)
    throw invalid("mail.not_sent", _("The mail server did not take the test mail: {cause}").with("cause", shorten(delivery.answer, 300)),
                  _("Check the mail server on the page Settings."));
  return see_other(with_query(mail_in_path, {{"test", id}}));
}

Response mail_in_again(Call& call, Refusal const& refusal) { return mail_in_page(call, told_of(call, refusal)); }

}  // namespace cityhall
