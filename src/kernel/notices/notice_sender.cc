#include <algorithm>

#include "base/json.h"
#include "base/log.h"
#include "base/refusal.h"
#include "kernel/accounts/gate.h"
#include "kernel/city.h"
#include "kernel/files/file.h"
#include "kernel/look/palette.h"
#include "kernel/notices/mail_message.h"
#include "kernel/notices/message_id.h"
#include "kernel/notices/notice.h"
#include "kernel/notices/notice_template.h"
#include "kernel/notices/notices_store.h"
#include "kernel/notices/reply_address.h"
#include "kernel/notices/smtp_sender.h"
#include "kernel/notices/wording.h"
#include "kernel/run_unit.h"
#include "kernel/secrets/secrets.h"
#include "kernel/settings/mailbox.h"
#include "store/blobs.h"

namespace cityhall {
namespace {

using Outcome = Delivery::Outcome;

constexpr std::int64_t at_once = 100;
constexpr std::int64_t in_one_mail = 100;
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

NoticeTemplate template_of(City& city, Notice const& notice, std::string_view name) {
  auto const text = wording(city, name, notice.language);
  if (!text) throw invalid("notice.unknown_template", _("There is no notice {template}.").with("template", std::string{name}));
  return *text;
}

NoticeValues all_values(City& city, notices_store::Row const& row, Settings const& settings) {
  auto values = values_of(city, row);
  values.try_emplace("city", settings.name);
  values.try_emplace("phone", settings.phone);
  values.try_emplace("base_url", settings.base_url);
  return values;
}

NoticeColours colours_for(Settings const& settings) {
  auto const all = full_palette(settings.look.light, Scheme::light);
  return {.paper = token(all, "paper"),
          .ink = token(all, "ink"),
          .soft = token(all, "ink-soft"),
          .sunken = token(all, "sunken"),
          .line = token(all, "line"),
          .link = token(all, "link"),
          .action = token(all, "action"),
          .on_action = token(all, "on-action")};
}

NoticeFrame frame_for(City& city, Notice const& notice, Settings const& settings) {
  auto const say = [&](Message const& message) { return city.translations().text(message, notice.language); };
  return {.language = notice.language,
          .city = settings.name,
          .signature = settings.name + (settings.phone.empty() ? "" : "\n" + say(_("Phone: {phone}").with("phone", settings.phone))) +
                       (settings.address.empty() ? "" : "\n" + settings.address),
          .reason = notice.case_id ? say(_("You get this mail because you reported something to the city, or follow a report."))
                                   : say(_("You get this mail because somebody entered your address at the city's service.")),
          .photo_alt = say(_("Photo of the finished work")),
          .stop_words = say(_("Stop these mails")),
          .seal = settings.look.seal,
          .colours = colours_for(settings)};
}

std::string value_or(NoticeValues const& values, std::string const& name, std::string const& otherwise) {
  auto const found = values.find(name);
  return found == values.end() || found->second.empty() ? otherwise : found->second;
}

std::string reply_address_for(City& city, Notice const& notice) {
  auto const actor = system_actor("notices");
  return run_view(city, actor, [&](View const& view) { return reply_address(view, notice.case_id, notice.email); });
}

/// One notice as a mail, or several to one person as a digest.
MailMessage message_for(City& city, std::vector<notices_store::Row> const& rows, Settings const& settings, Mailbox const& from) {
  auto const& first = rows.front();
  auto const id = message_id_of(city, first.notice.id, from.email.substr(from.email.find('@') + 1));
  auto frame = frame_for(city, first.notice, settings);
  std::vector<NoticePiece> pieces;
  for (auto const& row : rows) pieces.push_back({template_of(city, row.notice, row.notice.template_name), all_values(city, row, settings)});
  bool const one = rows.size() == 1;
  frame.stop_link = value_or(pieces.front().values, one ? "unsubscribe" : "unsubscribe_all", {});
  auto photo = one ? photo_bytes(city, first.photo) : std::string{};
  if (!photo.empty()) frame.photo_cid = "photo-" + id;
  auto const rendered = one ? render_notice(pieces.front().text, pieces.front().values, frame)
                            : render_digest(template_of(city, first.notice, "digest"), pieces, frame);
  return {.from = from,
          .to = first.notice.email,
          .subject = rendered.subject,
          .message_id = id,
          .reply_to = one ? reply_address_for(city, first.notice) : settings.mail.inbox,
          .list_unsubscribe = frame.stop_link.empty() ? "mailto:" + from.email + "?subject=unsubscribe" : frame.stop_link,
          .language = first.notice.language,
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
    case Outcome::refused:
      notice.state = NoticeState::failed;
      break;
    case Outcome::uncertain:
      notice.state = NoticeState::uncertain;
      break;
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
  /// The rows to send as one mail; none when somebody else has them.
  std::vector<notices_store::Row> begin(NoticeId id) {
    auto rows = city_.db().write(
        [&](store::Transaction& tx) {
          write_finished(tx);
          return take(tx, id);
        },
        store::Lane::bulk);
    finished_.clear();
    return rows;
  }
  void finish(std::vector<notices_store::Row> const& rows, Delivery const& delivery) {
    auto const due = after(rows.front().notice, delivery, city_).due;
    for (auto const& row : rows) {
      finished_.push_back({after(row.notice, delivery, city_), row.secret});
      finished_.back().first.due = due;  // what was one mail is one mail again when it is tried again
    }
  }
  /// Writes what is still open; call it when no further attempt follows.
  void end() {
    if (!finished_.empty()) city_.db().write([&](store::Transaction& tx) { write_finished(tx); }, store::Lane::bulk);
    finished_.clear();
  }

 private:
  std::vector<notices_store::Row> take(store::Transaction& tx, NoticeId id) {
    std::vector<notices_store::Row> rows;
    auto const now = city_.clock().now();
    auto const add = [&](NoticeId next) {
      if (!notices_store::begin(tx, next, now)) return;
      if (auto row = notices_store::find(tx, next)) rows.push_back(std::move(*row));
    };
    add(id);
    if (rows.empty() || !rows.front().bundle) return rows;
    for (auto const other : notices_store::due_bundle(tx, rows.front().notice.email, now, in_one_mail)) add(other);
    return rows;
  }
  void write_finished(store::Transaction& tx) {
    for (auto const& [notice, secret] : finished_) notices_store::finish(tx, notice, secret && notice.state != NoticeState::queued);
  }
  City& city_;
  std::vector<std::pair<Notice, bool>> finished_;  // and whether its content is secret
};

Delivery attempt(City& city, SmtpSender& sender, std::vector<notices_store::Row> const& rows, Mailbox const& from) {
  try {
    auto const settings = city.settings.get();
    auto const message = message_for(city, rows, *settings, from);
    return sender.send(from.email, rows.front().notice.email, mail_bytes(message));
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
    auto const rows = turn.begin(id);
    if (rows.empty()) continue;
    auto const delivery = attempt(city, sender, rows, *from);
    turn.finish(rows, delivery);
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
