#include "kernel/notices/notice.h"

#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "base/time_zone.h"
#include "kernel/accounts/account.h"
#include "kernel/accounts/gate.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "kernel/notices/message_id.h"
#include "kernel/notices/notice_template.h"
#include "kernel/notices/notices_store.h"
#include "kernel/notices/way_out.h"
#include "kernel/notices/wording.h"
#include "kernel/parties/party.h"
#include "kernel/secrets/secrets.h"
#include "kernel/telephony/texts.h"

namespace cityhall {
namespace {

constexpr std::string_view always_there[] = {"base_url", "city", "phone"};

std::string language_for(City& city, NewNotice const& notice) {
  if (notice_template(notice.template_name, notice.language)) return notice.language;
  auto const& usual = city.settings.get()->default_language();
  return notice_template(notice.template_name, usual) ? usual : "en";
}

std::string address_of(View const& view, NewNotice const& notice) {
  if (!notice.email.empty()) return normal_email(notice.email).value_or(std::string{});
  return notice.party ? normal_email(email_of(view, notice.party)).value_or(std::string{}) : std::string{};
}

/// The first one goes at once; what follows within an hour waits and goes together, unless the person wants each by itself, or one mail a
/// day: that goes at eight in the morning.
Time due_of_bundle(Unit& unit, Pace pace, std::string const& email) {
  if (pace == Pace::daily) {
    auto const zone = unit.city.zone();
    auto const today = std::chrono::sys_days{zone.date_of(unit.now)};
    auto const morning = zone.instant(today, std::chrono::hours{8});
    return morning > unit.now ? morning : zone.instant(today + std::chrono::days{1}, std::chrono::hours{8});
  }
  auto const last = notices_store::last_bundle(unit.tx, email);
  if (!last || *last + std::chrono::hours{1} <= unit.now) return unit.now;
  return *last > unit.now ? *last : *last + std::chrono::hours{1};
}

void check_values(NewNotice const& notice, NoticeTemplate const& text) {
  for (auto const& name : text.placeholders) {
    auto const given =
        notice.values.contains(name) || std::find(std::begin(always_there), std::end(always_there), name) != std::end(always_there);
    if (!given)
      throw invalid("notice.value_missing",
                    _("The notice {template} needs a value for {name}.").with("template", notice.template_name).with("name", name));
  }
}

constexpr std::size_t words_in_text_max = 300;

/// As a text message: the subject, the words of a person, the link. False when that person wants mail.
bool tell_by_text(Unit& unit, NewNotice const& notice, NoticeTemplate const& text) {
  if (!notice.party || notice.secret || !notice.email.empty()) return false;
  auto const phone = preferred_phone(view_of(unit), notice.party);
  if (!phone) return false;
  auto const settings = unit.city.settings.get();
  auto values = notice.values;
  values.try_emplace("city", settings->name);
  values.try_emplace("phone", settings->phone);
  values.try_emplace("base_url", settings->base_url);
  auto body = settings->name + ": " + render_notice(text, values, {}).subject;
  if (auto const words = values.find("message"); words != values.end() && !words->second.empty())
    body += ". " + shorten(words->second, words_in_text_max);
  if (auto const link = values.find("link"); link != values.end() && !link->second.empty()) body += " " + link->second;
  queue_text(unit, {.phone = *phone, .body = body, .key = notice.key, .not_before = notice.not_before});
  return true;
}

}  // namespace

std::optional<NoticeId> queue_notice(Unit& unit, NewNotice const& notice) {
  auto const language = language_for(unit.city, notice);
  auto const text = notice_template(notice.template_name, language);
  if (!text) throw invalid("notice.unknown_template", _("There is no notice {template}.").with("template", notice.template_name));
  check_values(notice, *text);
  auto const own = wording(unit.city, notice.template_name, language);
  if (tell_by_text(unit, notice, own ? *own : *text)) return {};
  auto const email = address_of(view_of(unit), notice);
  if (email.empty()) return {};
  auto const pace = notice.bundle && notice.party ? pace_of(view_of(unit), notice.party) : Pace::hourly;
  bool const bundle = notice.bundle && pace != Pace::each;
  auto content = to_text(Json(notice.values));
  if (notice.secret) content = unit.city.gate().secrets().seal(content);
  notices_store::Row const row{.notice = {.id = unit.city.ids().make<NoticeId>(),
                                          .template_name = notice.template_name,
                                          .email = email,
                                          .language = language,
                                          .case_id = notice.case_id,
                                          .queued = unit.now,
                                          .due = std::max(notice.not_before, bundle ? due_of_bundle(unit, pace, email) : unit.now)},
                               .photo = notice.photo,
                               .content = std::move(content),
                               .secret = notice.secret,
                               .bundle = bundle};
  if (!notices_store::insert(unit.tx, row, notice.key)) return {};
  unit.tx.after_commit([&city = unit.city] { city.wake_jobs(); });
  return row.notice.id;
}

std::vector<Notice> notices(View const& view, NoticeFilter const& filter) {
  require(view.actor, "admin.notices");
  return notices_store::list(view.reader, filter);
}

std::optional<Notice> notice_by_message_id(View const& view, std::string_view message_id) {
  auto const id = notice_of_message_id(view.city, message_id);
  auto row = id ? notices_store::find(view.reader, *id) : std::nullopt;
  return row ? std::optional{std::move(row->notice)} : std::nullopt;
}

bool note_bounce(Unit& unit, NoticeId id, std::string_view fault) { return notices_store::bounce(unit.tx, id, shorten(fault, 300)); }

void resend_notice(Unit& unit, NoticeId id) {
  require(unit.actor, "admin.notices");
  if (!notices_store::requeue(unit.tx, id, unit.now))
    throw conflict("notice.not_waiting", _("Only a notice that failed or whose fate is uncertain can be sent again."),
                   _("Look at the list once more: it may have been sent meanwhile."));
  append(unit, "notice.resent", {}, {{"notice", to_text(id)}});
}

}  // namespace cityhall
