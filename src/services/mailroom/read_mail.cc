#include "services/mailroom/read_mail.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/io.h"
#include "base/log.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/accounts/account.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/tracking.h"
#include "kernel/files/file.h"
#include "kernel/interactions/incoming.h"
#include "kernel/interactions/interaction.h"
#include "kernel/notices/message_id.h"
#include "kernel/notices/notice.h"
#include "kernel/notices/reply_address.h"
#include "kernel/run_unit.h"
#include "kernel/settings/mailbox.h"
#include "services/mailroom/known_case.h"
#include "services/mailroom/mail_log.h"
#include "services/mailroom/spool.h"
#include "standards/received_mail.h"
#include "store/error.h"

namespace cityhall {
namespace {

using standards::MailKind;
using standards::ReceivedMail;

constexpr std::size_t mails_a_round = 20;
constexpr std::size_t photos_max = 5;
constexpr std::size_t message_max = 3900;
constexpr std::int64_t mails_an_hour_max = 20;  // of one sender

Actor const& mailroom() {
  static Actor const actor = [] {
    auto made = system_actor("mail");
    made.channel = Channel::email;
    return made;
  }();
  return actor;
}

/// A mail with what was found out about it outside of the transaction.
struct Received {
  ReceivedMail mail{};
  std::string id{};
  std::vector<PreparedPhoto> photos{};
  std::vector<std::string> left_out{};  // names of attachments that are not kept
};

void prepare_photos(City& city, Received& received) {
  for (auto const& attachment : received.mail.attachments) {
    auto const name = attachment.file_name.empty() ? attachment.media_type : attachment.file_name;
    if (attachment.bytes.empty() || received.photos.size() == photos_max) {
      received.left_out.push_back(name);
      continue;
    }
    try {
      received.photos.push_back(store_photo(city, attachment.bytes));
    } catch (Refusal const& refusal) {
      if (refusal.kind != RefusalKind::invalid) throw;
      received.left_out.push_back(name);
    }
  }
}

bool is_ours(City& city, ReceivedMail const& mail) {
  auto const settings = city.settings.get();
  auto const from = parse_mailbox(settings->mail.from);
  return notice_of_message_id(city, mail.message_id) || (from && equals_ignoring_case(mail.from, from->email)) ||
         equals_ignoring_case(mail.from, settings->mail.inbox) || case_of_reply(city, mail.from).has_value();
}

/// The case whose reporter answers: by the address, which only their mails carry; else by the mail that they answer, when it went to the
/// very address that this one comes from.
std::optional<CaseId> answered_case(View const& view, ReceivedMail const& mail) {
  for (auto const& recipient : mail.recipients)
    if (auto const id = case_of_reply(view.city, recipient)) return id;
  for (auto const& reference : mail.references) {
    auto const notice = notice_by_message_id(view, reference);
    if (!notice || !notice->case_id || !equals_ignoring_case(notice->email, mail.from)) continue;
    auto const report = load_case(view, notice->case_id);
    auto const party = report.reporter ? party_by_id(view, report.reporter) : std::nullopt;
    if (party && equals_ignoring_case(party->email, mail.from)) return notice->case_id;
  }
  return std::nullopt;
}

std::vector<FileId> keep_photos(Unit& unit, Received const& received) {
  std::vector<FileId> files;
  for (auto const& photo : received.photos) files.push_back(register_file(unit, photo, {.purpose = "update"}));
  return files;
}

std::string with_left_out(Unit& unit, std::string text, Received const& received, std::string const& language) {
  if (received.left_out.empty()) return text;
  auto const words = _("Not kept: {names}").with("names", shorten(join(received.left_out, ", "), 300));
  return text + "\n(" + unit.city.translations().text(words, language) + ")";
}

LoggedMail entry_of(Received const& received, std::string outcome) {
  return {.message_id = received.id,
          .outcome = std::move(outcome),
          .sender = shorten(received.mail.from, 254),
          .subject = received.mail.subject};
}

LoggedMail take_answer(Unit& unit, Received const& received, CaseId id) {
  auto const usual = load_case(view_of(unit), id);
  Actor const reporter{.kind = ActorKind::resident, .party = usual.reporter, .name = received.mail.from_name, .channel = Channel::email};
  Unit as_reporter{unit.city, unit.tx, reporter, unit.now};
  auto report = case_by_id(view_of(as_reporter), id, tracking_secret(unit.city, id));
  auto text = standards::without_quotes(received.mail.text);
  if (text.empty()) text = unit.city.translations().text(_("(no words)"), report.language);
  write_as_reporter(as_reporter, report, with_left_out(unit, shorten(text, message_max - 320), received, report.language),
                    keep_photos(as_reporter, received));
  auto entry = entry_of(received, "answer");
  entry.case_number = report.number;
  return entry;
}

/// What another body says stands with the case as theirs, for staff. It changes no state and nobody outside reads it: a mail can be forged.
LoggedMail take_partner_answer(Unit& unit, Received const& received, Handover const& handover) {
  auto actor = partner_actor(partner(view_of(unit), handover.partner));
  actor.channel = Channel::email;
  Unit as_partner{unit.city, unit.tx, actor, unit.now};
  auto report = load_case(view_of(unit), handover.case_id);
  auto text = standards::without_quotes(received.mail.text);
  if (text.empty()) text = unit.city.translations().text(_("(no words)"), report.language);
  text = with_left_out(unit, shorten(text, message_max - 320), received, unit.city.settings.get()->default_language());
  update_from_outside(as_partner, report,
                      {.source = "mail:partner:" + to_text(handover.partner),
                       .update_id = received.id,
                       .description = text,
                       .at = unit.now,
                       .files = keep_photos(as_partner, received),
                       .in_confidence = true});
  log_handover(unit, handover.id, "answered by mail", received.mail.from);
  auto entry = entry_of(received, "partner");
  entry.case_number = report.number;
  return entry;
}

LoggedMail keep_draft_case(Unit& unit, Received const& received) {
  auto const settings = unit.city.settings.get();
  auto const& mail = received.mail;
  auto const language = settings->language_for(mail.language);
  auto text = standards::without_quotes(mail.text);
  if (text.empty()) text = mail.text;
  keep_incoming(unit, {.channel = Channel::email,
                       .offered = meant_case(view_of(unit), mail),
                       .external_id = received.id,
                       .files = keep_photos(unit, received),
                       .language = language,
                       .sender_name = mail.from_name,
                       .sender_contact = mail.from,
                       .subject = mail.subject,
                       .body = with_left_out(unit, std::move(text), received, language)});
  return entry_of(received, "draft");
}

LoggedMail take_bounce(Unit& unit, Received const& received) {
  auto const& mail = received.mail;
  auto entry = entry_of(received, "bounce");
  auto const notice = notice_by_message_id(view_of(unit), mail.bounced_id);
  entry.fault = mail.bounce_status;
  if (notice && mail.bounced_for_good) note_bounce(unit, notice->id, "came back: " + mail.bounce_status);
  return entry;
}

LoggedMail take(Unit& unit, Received const& received) {
  auto const& mail = received.mail;
  if (is_ours(unit.city, mail)) return entry_of(received, "own");
  if (mail.kind == MailKind::bounce) return take_bounce(unit, received);
  if (mail.kind == MailKind::automatic) return entry_of(received, "automatic");
  if (mails_from(view_of(unit), mail.from, unit.now - std::chrono::hours{1}) >= mails_an_hour_max) return entry_of(received, "too_many");
  if (auto const id = answered_case(view_of(unit), mail)) return take_answer(unit, received, *id);
  if (auto const handover = answered_handover(view_of(unit), mail)) return take_partner_answer(unit, received, *handover);
  return keep_draft_case(unit, received);
}

/// What cannot be read is not lost: an agent sees that something came.
LoggedMail take_unreadable(std::string const& id, std::string const& why) {
  log_warning("a mail cannot be read", {{"cause", why}});
  return {.message_id = id, .outcome = "unreadable", .fault = shorten(why, 200)};
}

/// It stays in the folder; the page of incoming mail and the page of the city's health say so.
void log_aside(City& city, std::filesystem::path const& path) {
  log_warning("a mail was put aside: it was begun twice, and reading it never came to an end", {{"file", path.filename().string()}});
  LoggedMail const entry{.message_id = "aside-" + path.stem().stem().string(), .outcome = "aside"};
  run_unit(city, mailroom(), [&](Unit& unit) { log_mail(unit, entry); });
}

}  // namespace

std::string read_mail(City& city, std::string_view bytes) {
  auto parsed = standards::parse_mail(bytes);
  Received received;
  if (parsed) received.mail = std::move(*parsed);
  received.id = received.mail.message_id.empty() || received.mail.message_id.size() > 400 ? sha256_hex(bytes) : received.mail.message_id;
  if (run_view(city, mailroom(), [&](View const& view) { return is_logged(view, received.id); })) return "repeated";
  if (parsed && received.mail.kind == MailKind::person) prepare_photos(city, received);
  return run_unit(city, mailroom(), [&](Unit& unit) {
    if (is_logged(view_of(unit), received.id)) return std::string{"repeated"};
    auto const entry = parsed ? take(unit, received) : take_unreadable(received.id, parsed.error().what);
    log_mail(unit, entry);
    return entry.outcome;
  });
}

namespace {

/// False when nothing can be read now. What fails for another reason has had one of its tries.
bool read_spooled_mail(City& city, std::filesystem::path const& path) {
  auto const told = [&](std::string_view cause) {
    log_warning("a mail waits to be read again", {{"file", path.filename().string()}, {"cause", std::string{cause}}});
  };
  try {
    auto const outcome = read_mail(city, read_file(path));
    if (outcome == "unreadable") std::filesystem::rename(path, path.string() + ".unreadable");
    else std::filesystem::remove(path);
  } catch (Refusal const& refusal) {
    told(refusal.what());
    bool const later = refusal.kind == RefusalKind::unavailable;
    if (later) wait_again(path);
    else std::filesystem::rename(path, path.string() + ".refused");
    return !later;
  } catch (store::ConstraintViolation const& fault) {
    told(fault.what());
  } catch (store::StoreError const& fault) {
    told(fault.what());
    wait_again(path);
    return false;
  } catch (std::exception const& fault) {
    told(fault.what());
  }
  return true;
}

}  // namespace

void read_spooled_mails(City& city) {
  for (auto const& path : spooled_mails(city.folder(), mails_a_round)) {
    if (city.stopping) return;
    if (auto const reading = begin_reading(path)) {
      if (!read_spooled_mail(city, *reading)) return;
    } else {
      log_aside(city, path);
    }
  }
}

}  // namespace cityhall
