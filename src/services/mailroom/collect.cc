#include "services/mailroom/collect.h"

#include <algorithm>

#include "base/log.h"
#include "base/refusal.h"
#include "kernel/run_unit.h"
#include "services/mailroom/imap.h"
#include "services/mailroom/mail_log.h"
#include "services/mailroom/spool.h"

namespace cityhall {
namespace {

constexpr std::size_t mails_a_look_max = 100;
constexpr std::size_t waiting_max = mails_waiting_max / 2;  // the rest is for mail servers that hand mails over
constexpr int days_again = 30;

Actor collector() { return system_actor("mailbox"); }

void remember(City& city, MailboxProgress const& progress) {
  run_unit(city, collector(), [&](Unit& unit) { note_progress(unit, progress); });
}

/// It stays in the mailbox; the administrators see that it came.
void log_too_long(City& city, ImapFolder const& folder, std::int64_t uid) {
  run_unit(city, collector(), [&](Unit& unit) {
    log_mail(unit, {.message_id = "uid-" + std::to_string(folder.validity) + "-" + std::to_string(uid),
                    .outcome = "unreadable",
                    .fault = "longer than 30 MB; it stays in the mailbox"});
  });
}

/// The numbers that were not taken yet. Where they were given anew, what came lately is taken again: what is known is not read twice.
std::vector<std::int64_t> new_mails(City& city, ImapClient& client, CollectedMailbox& mailbox, ImapFolder const& folder) {
  if (mailbox.validity == folder.validity) return client.after(mailbox.last_uid);
  log_info("the mails of the mailbox are numbered anew",
           {{"was", std::to_string(mailbox.validity)}, {"is", std::to_string(folder.validity)}});
  mailbox.last_uid = 0;
  auto const today = std::chrono::floor<std::chrono::days>(city.clock().now());
  return client.since(Date{std::chrono::sys_days{today} - std::chrono::days{days_again}});
}

void collect(City& city, CollectedMailbox mailbox) {
  ImapClient client{mailbox};
  auto const folder = client.look();
  // What lay there before the city began to read it is the business of people.
  if (mailbox.validity == 0) return remember(city, {folder.validity, std::max<std::int64_t>(folder.next_uid - 1, 0), 0});
  auto uids = new_mails(city, client, mailbox, folder);
  if (uids.size() > mails_a_look_max) uids.resize(mails_a_look_max);
  for (auto const uid : uids) {
    if (city.stopping) return;
    auto const bytes = client.fetch(uid, mail_bytes_max);
    if (!bytes) log_too_long(city, folder, uid);
    if (bytes && !bytes->empty()) spool_mail(city.folder(), *bytes);
    remember(city, {folder.validity, uid, bytes && !bytes->empty() ? 1 : 0});
  }
}

}  // namespace

void collect_mails(City& city) {
  auto const mailbox = run_view(city, collector(), [](View const& view) { return mailbox_of(view); });
  if (!mailbox || spooled_mails(city.folder(), waiting_max).size() >= waiting_max) return;
  std::string fault;
  try {
    collect(city, *mailbox);
  } catch (Refusal const& refusal) {
    run_unit(city, collector(), [&](Unit& unit) { note_look(unit, refusal.what()); });
    throw;
  }
  run_unit(city, collector(), [](Unit& unit) { note_look(unit, {}); });
}

}  // namespace cityhall
