#include "base/refusal.h"
#include "base/text.h"
#include "kernel/accounts/account.h"
#include "kernel/accounts/gate.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "kernel/secrets/secrets.h"
#include "services/mailroom/mailbox.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

void check(CollectedMailbox const& mailbox) {
  std::vector<FieldError> errors;
  bool const scheme = mailbox.url.starts_with("imaps://") || mailbox.url.starts_with("imap://");
  auto const rest = mailbox.url.substr(std::min(mailbox.url.size(), mailbox.url.find("://") + 3));
  if (!scheme || rest.empty() || rest.find_first_of("/@;?# \t\r\n") != std::string::npos)
    errors.push_back(
        {"url", "malformed", _("Write imaps:// and the host, such as imaps://mail.example.org; user and password have their own fields.")});
  auto const is_line = [](std::string const& text) { return without_control_characters(text) == text; };
  if (mailbox.account.empty() || !is_line(mailbox.account)) errors.push_back({"account", "required", _("Enter the user of the mailbox.")});
  if (!is_line(mailbox.password)) errors.push_back({"password", "malformed", _("Enter the password of the mailbox.")});
  bool const plain = std::all_of(mailbox.folder.begin(), mailbox.folder.end(), [](char letter) {
    return letter >= 0x20 && letter < 0x7f && std::string_view{"\"\\*%;/?#"}.find(letter) == std::string_view::npos;
  });
  if (mailbox.folder.empty() || !plain) errors.push_back({"folder", "malformed", _("Enter the name of the folder, such as INBOX.")});
  if (!errors.empty()) throw invalid_fields(std::move(errors));
}

std::optional<CollectedMailbox> stored(store::Reader& reader) {
  auto const row = reader.maybe(
      R"sql(SELECT url, account, password, folder, validity, last_uid, taken, looked_at, fault FROM mailboxes WHERE id = 1)sql");
  if (!row) return std::nullopt;
  return CollectedMailbox{.url = row->get<std::string>(0),
                 .account = row->get<std::string>(1),
                 .password = row->get<std::string>(2),
                 .folder = row->get<std::string>(3),
                 .validity = row->get<std::int64_t>(4),
                 .last_uid = row->get<std::int64_t>(5),
                 .taken = row->get<std::int64_t>(6),
                 .looked_at = row->get<Time>(7),
                 .fault = row->get<std::string>(8)};
}

}  // namespace

std::optional<CollectedMailbox> mailbox_of(View const& view) {
  auto mailbox = stored(view.reader);
  if (mailbox && !mailbox->password.empty()) mailbox->password = view.city.gate().secrets().open(mailbox->password).value_or("");
  return mailbox;
}

void save_mailbox(Unit& unit, CollectedMailbox const& mailbox) {
  require(unit.actor, "mailroom.settings");
  auto const before = stored(unit.tx);
  unit.tx.run(R"sql(DELETE FROM mailboxes WHERE id = 1)sql");
  append(unit, "mailbox.saved", {}, Json{{"url", mailbox.url}, {"account", mailbox.account}, {"folder", mailbox.folder}});
  if (mailbox.url.empty()) return;
  check(mailbox);
  bool const same = before && before->url == mailbox.url && before->account == mailbox.account && before->folder == mailbox.folder;
  auto const from = same ? *before : CollectedMailbox{};
  // A password that was typed for one host is not shown to another one.
  bool const kept = before && before->url == mailbox.url && before->account == mailbox.account;
  if (mailbox.password.empty() && !kept)
    throw invalid_fields({{"password", "required", _("Enter the password of the mailbox.")}});
  auto const password = mailbox.password.empty() ? before->password : unit.city.gate().secrets().seal(mailbox.password);
  unit.tx.run(R"sql(INSERT INTO mailboxes (id, url, account, password, folder, validity, last_uid, taken, looked_at, fault)
                    VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, ''))sql",
              mailbox.url, mailbox.account, password, mailbox.folder, from.validity, from.last_uid, from.taken, from.looked_at);
  unit.tx.after_commit([&city = unit.city] { city.wake_jobs(); });
}

void note_progress(Unit& unit, MailboxProgress const& progress) {
  unit.tx.run(R"sql(UPDATE mailboxes SET validity = $1, last_uid = $2, taken = taken + $3 WHERE id = 1)sql", progress.validity,
              progress.last_uid, progress.taken);
}

void note_look(Unit& unit, std::string_view fault) {
  unit.tx.run(R"sql(UPDATE mailboxes SET looked_at = $1, fault = $2 WHERE id = 1)sql", unit.now, shorten(fault, 300));
}

}  // namespace cityhall
