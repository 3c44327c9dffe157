#include <algorithm>

#include "base/json.h"
#include "base/log.h"
#include "base/refusal.h"
#include "kernel/accounts/gate.h"
#include "kernel/city.h"
#include "kernel/files/file.h"
#include "kernel/notices/mail_message.h"
#include "kernel/notices/notice.h"
#include "kernel/notices/notice_template.h"
#include "kernel/notices/notices_store.h"
#include "kernel/notices/smtp_sender.h"
#include "kernel/run_unit.h"
#include "kernel/secrets/secrets.h"
#include "kernel/settings/mailbox.h"
#include "store/blobs.h"

namespace cityhall {
namespace {

using Outcome = Delivery::Outcome;

constexpr std::int64_t at_once = 100;
constexpr int attempts_max = 14;  // with the waits below: about two and a half days

/// 1, 2, 4 … minutes, at most six hours, ± a quarter so that many notices do not come back together.
Duration wait_after(int attempts, Random& random) {
  auto const minutes = std::min<std::int64_t>(std::int64_t{1} << std::min(attempts - 1, 9), 360);
  auto const whole = std::chrono::duration_cast<Duration>(std::chrono::minutes{minutes});
  return whole * 3 / 4 + Duration{static_cast<Duration::rep>(random.below(static_cast<std::uint64_t>(whole.count() / 2)))};
}

NoticeValues values_of(City& city, notices_store::Row const& row) {
  auto const plain = row.secret ? city.gate().secrets().open(row.content) : row.content;
  auto const json = plain ? parse_json(*plain) : Result<Json>{Error{"sealed with another key"}};
  if (!json) throw invalid("notice.damaged", _("The content of this notice cannot be read: {cause}").with("cause", json.error().what));
  NoticeValues values;
  for (auto const& [name, value] : json->items()) values[name] = value.get<std::string>();
  return values;
}

std::string photo_bytes(City& city, FileId id) {
  if (!id) return {};
  auto const actor = system_actor("notices");
  auto const file = run_view(city, actor, [&](View view) { return find_file(view, id); });
  return file ? city.blobs().get(file->renditions[1].hash).value_or(std::string{}) : std::string{};
}

MailMessage message_for(City& city, notices_store::Row const& row, Settings const& settings, Mailbox const& from) {
  auto const& notice = row.notice;
  auto const text = notice_template(notice.template_name, notice.language);
  if (!text) throw invalid("notice.unknown_template", _("There is no notice {template}.").with("template", notice.template_name));
  auto values = values_of(city, row);
  values.try_emplace("city", settings.name);
  values.try_emplace("phone", settings.phone);
  values.try_emplace("base_url", settings.base_url);
  auto photo = photo_bytes(city, row.photo);
  auto const say = [&](Message const& message) { return city.translations().text(message, notice.language); };
  auto const domain = from.email.substr(from.email.find('@') + 1);
  auto const id = "notice-" + to_text(notice.id) + "@" + domain;
  NoticeFrame const frame{
      .language = notice.language,
      .city = settings.name,
      .signature = settings.name + (settings.phone.empty() ? "" : "\n" + say(_("Phone: {phone}").with("phone", settings.phone))) +
                   (settings.address.empty() ? "" : "\n" + settings.address),
      .reason = notice.case_id ? say(_("You get this mail because you reported something to the city, or follow a report."))
                               : say(_("You get this mail because somebody entered your address at the city's service.")),
      .photo_cid = photo.empty() ? "" : "photo-" + id,
      .photo_alt = photo.empty() ? "" : say(_("Photo of the finished work"))};
  auto const rendered = render_notice(*text, values, frame);
  auto const unsubscribe = values.contains("unsubscribe") ? values["unsubscribe"] : std::string{};
  return {.from = from,
          .to = notice.email,
          .subject = rendered.subject,
          .message_id = id,
          .list_unsubscribe = unsubscribe.empty() ? "mailto:" + from.email + "?subject=unsubscribe" : unsubscribe,
          .language = notice.language,
          .date = city.clock().now(),
          .plain = rendered.plain,
          .html = rendered.html,
          .photo_jpeg = std::move(photo),
          .photo_cid = frame.photo_cid};
}

/// What the row says after an attempt.
Notice after(Notice notice, Delivery const& delivery, City& city) {
  auto const now = city.clock().now();
  notice.fault = delivery.outcome == Outcome::taken ? std::string{} : delivery.answer.substr(0, 500);
  switch (delivery.outcome) {
    case Outcome::taken:
      notice.state = NoticeState::sent;
      notice.sent = now;
      break;
    case Outcome::refused: notice.state = NoticeState::failed; break;
    case Outcome::uncertain: notice.state = NoticeState::uncertain; break;
    case Outcome::later:
    case Outcome::away:
      notice.state = notice.attempts >= attempts_max ? NoticeState::failed : NoticeState::queued;
      notice.due = now + wait_after(notice.attempts, city.random());
      break;
  }
  return notice;
}

/// The end of one attempt and the beginning of the next share a commit.
class Turn {
 public:
  explicit Turn(City& city) : city_{city} {}
  /// The row to send, or nothing when somebody else has it.
  std::optional<notices_store::Row> begin(NoticeId id) {
    auto row = city_.db().write(
        [&](store::Transaction& tx) -> std::optional<notices_store::Row> {
          write_finished(tx);
          if (!notices_store::begin(tx, id, city_.clock().now())) return {};
          return notices_store::find(tx, id);
        },
        store::Lane::bulk);
    finished_.reset();
    return row;
  }
  void finish(Notice const& notice, bool secret) {
    finished_ = notice;
    secret_ = secret;
  }
  /// Writes what is still open; call it when no further attempt follows.
  void end() {
    if (finished_) city_.db().write([&](store::Transaction& tx) { write_finished(tx); }, store::Lane::bulk);
    finished_.reset();
  }

 private:
  void write_finished(store::Transaction& tx) {
    if (finished_) notices_store::finish(tx, *finished_, secret_ && finished_->state != NoticeState::queued);
  }
  City& city_;
  std::optional<Notice> finished_;
  bool secret_ = false;
};

Delivery attempt(City& city, SmtpSender& sender, notices_store::Row const& row, Mailbox const& from) {
  try {
    auto const settings = city.settings.get();
    auto const message = message_for(city, row, *settings, from);
    return sender.send(from.email, row.notice.email, mail_bytes(message));
  } catch (Refusal const& refusal) {
    return {Outcome::refused, refusal.what()};
  }
}

}  // namespace

int send_due_notices(City& city) {
  auto const settings = city.settings.get();
  auto const from = parse_mailbox(settings->mail.from);
  if (settings->mail.smtp_url.empty() || !from) return 0;
  auto const ids = city.db().read([&](store::Reader& reader) { return notices_store::due(reader, city.clock().now(), at_once); });
  if (ids.empty()) return 0;
  SmtpSender sender{settings->mail};
  Turn turn{city};
  int taken = 0;
  for (auto const id : ids) {
    auto const row = turn.begin(id);
    if (!row) continue;
    auto const delivery = attempt(city, sender, *row, *from);
    turn.finish(after(row->notice, delivery, city), row->secret);
    if (delivery.outcome == Outcome::taken) ++taken;
    else log_warning("a notice was not sent", {{"notice", to_text(id)}, {"cause", delivery.answer}});
    if (delivery.outcome == Outcome::away) break;
  }
  turn.end();
  return taken;
}

void settle_interrupted_notices(City& city) {
  auto const settled = city.db().write([&](store::Transaction& tx) {
    return notices_store::settle(tx, city.clock().now(), "the program ended while this was being handed to the mail server");
  });
  if (settled > 0) log_warning("notices whose fate is uncertain: see the list of notices", {{"count", std::to_string(settled)}});
}

}  // namespace cityhall
