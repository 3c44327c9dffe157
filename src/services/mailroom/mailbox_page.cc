#include "services/mailroom/mailbox_page.h"

#include "base/refusal.h"
#include "base/text.h"
#include "services/mailroom/collect.h"
#include "services/mailroom/mailbox.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

struct MailboxForm {
  std::string url, account, password, folder;
};

Form<MailboxForm> mailbox_form() {
  return {field("url", &MailboxForm::url).most(200), field("account", &MailboxForm::account).most(254),
          field("password", &MailboxForm::password).most(254), field("folder", &MailboxForm::folder).most(100)};
}

Html last_look(Call const& call, CollectedMailbox const& mailbox) {
  if (!mailbox.fault.empty()) return note("bad", p(mailbox.fault));
  if (mailbox.looked_at == Time{}) return p(cls("soft"), _("It is looked into within a minute."));
  return facts({{_("Last looked into"), time_of(call, mailbox.looked_at)}, {_("Mails taken"), group(mailbox.taken)}});
}

Html fields(CollectedMailbox const& mailbox, Entered const& entered) {
  auto const line = [&](std::string_view name, Message const& words, std::string const& shown, Html told) {
    return input_field(
        {.name = name, .label = words, .hint = std::move(told), .entered = &entered, .value = shown, .attributes = {autocomplete("off")}});
  };
  auto const kept = mailbox.password.empty() ? nothing() : hint(_("A password is set. Leave this empty to keep it."));
  return group(line("url", _("Mail host"), mailbox.url, hint(_("Such as imaps://mail.example.org. Empty: no mailbox is read."))),
               line("account", _("User of the mailbox"), mailbox.account, nothing()),
               input_field({.name = "password",
                            .label = _("Password of the mailbox"),
                            .hint = kept,
                            .entered = &entered,
                            .type = "password",
                            .attributes = {autocomplete("off")}}),
               line("folder", _("Folder"), mailbox.folder, nothing()));
}

}  // namespace

Html mailbox_part(Call const& call, Entered const& entered) {
  auto const mailbox = mailbox_of(call.view());
  auto const state = mailbox ? last_look(call, *mailbox) : nothing();
  auto const form = post_form({.action = "/admin/mail-in/mailbox", .csrf_token = call.csrf_token},
                              fields(mailbox.value_or(CollectedMailbox{}), entered), submit(_("Save")));
  return section(cls("panel"), id("mailbox"), h2(_("Or: a mailbox that this program reads")),
                 p(_("Where the mail server cannot run a command, the program looks into the mailbox every minute. Mails stay there, "
                     "marked as read; what lay there before is left alone.")),
                 state, form, mailbox ? act_button(call, "/admin/mail-in/looks", _("Look into the mailbox now")) : nothing());
}

Response change_mailbox(Call& call) {
  auto const form = read(mailbox_form(), call.request.form);
  auto unit = call.unit();
  save_mailbox(unit, {.url = std::string{trim(form.url)},
                      .account = std::string{trim(form.account)},
                      .password = form.password,
                      .folder = form.folder.empty() ? "INBOX" : std::string{trim(form.folder)}});
  return saved("/admin/mail-in");
}

Response look_into_mailbox(Call& call) {
  try {
    collect_mails(call.city);
  } catch (Refusal const& refusal) {
    // What the other server said stands on the page, beside what was entered.
    throw invalid(refusal.code, refusal.message, refusal.fix);
  }
  return saved("/admin/mail-in");
}

}  // namespace cityhall
