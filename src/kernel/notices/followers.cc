#include "kernel/notices/followers.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/log.h"
#include "base/refusal.h"
#include "base/time_zone.h"
#include "kernel/addresses.h"
#include "kernel/cases/public_rows.h"
#include "kernel/cases/timeline.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/case.h"
#include "kernel/cases/clock.h"
#include "kernel/cases/family.h"
#include "kernel/cases/tracking.h"
#include "kernel/city.h"
#include "kernel/definitions/definition.h"
#include "kernel/notices/hold.h"
#include "kernel/notices/notice.h"
#include "kernel/notices/notice_template.h"
#include "kernel/notices/way_out.h"

namespace cityhall {
namespace {

/// What one event leads to: a template, and who is told.
struct Telling {
  std::string template_name;
  std::vector<std::string> to;
  LocalText const* text = nullptr;
};

struct Recipient {
  PartyId party{};
  std::string language;
  bool reporter = false;
};

struct FinishedPhotos {
  FileId everybody{};
  FileId reporter{};
};

bool goes_by_mail(NotifyRule const& rule) {
  if (rule.via.empty()) return true;
  return std::any_of(rule.via.begin(), rule.via.end(), [](auto const& way) { return way == "email" || way == "same-channel"; });
}

/// Without a rule of the definition: what every request has.
std::optional<Telling> usual(Event const& event, Case const& report, Json const& data) {
  if (event.type == "case.merged" && data.contains("into")) return Telling{"request-merged", {"reporter", "followers"}};
  if (event.type == "case.unmerged" && data.contains("from")) return Telling{"request-unmerged", {"reporter", "followers"}};
  if (event.type == "case.opened") return Telling{"request-received", {"reporter"}};
  if (event.type == "case.replied") return Telling{"request-replied", {"reporter"}};
  if (event.type == "case.reopened") return Telling{"request-reopened", {"reporter", "followers"}};
  if (event.type != "case.closed") return {};
  if (report.outcome == "duplicate") return Telling{"request-duplicate", {"reporter"}};
  if (report.outcome == "declined" || report.outcome == "not_ours") return Telling{"request-declined", {"reporter", "followers"}};
  return Telling{"request-closed", {"reporter", "followers"}};
}

std::vector<Telling> tellings(Event const& event, Case const& report, Json const& data) {
  auto const state = "state:" + text_of(data, "to");
  std::vector<Telling> found;
  bool ruled = false;
  for (auto const& rule : report.definition->notify) {
    if (rule.on != event.type && rule.on != state) continue;
    // A rule that only tells staff (kernel/bell) leaves the usual notice to the reporter as it is.
    ruled = ruled || std::any_of(rule.to.begin(), rule.to.end(), is_told_by_notice);
    if (goes_by_mail(rule)) found.push_back({rule.template_name, rule.to, &rule.text});
  }
  if (!ruled)
    if (auto telling = usual(event, report, data)) found.push_back(std::move(*telling));
  return found;
}

std::vector<Recipient> recipients(View const& view, Case const& report, std::vector<std::string> const& to) {
  auto const named = [&](std::string_view word) { return std::find(to.begin(), to.end(), word) != to.end(); };
  std::vector<Recipient> found;
  if (report.reporter && (named("reporter") || named("applicant"))) found.push_back({report.reporter, report.language, true});
  if (named("followers"))
    for (auto const& follower : followers_of(view, report.id))
      if (follower.party != report.reporter) found.push_back({follower.party, follower.language, false});
  std::erase_if(found, [&](Recipient const& who) { return wants_no_mail(view, who.party, report.id); });
  return found;
}

/// The newest photo of finished work that may be shown to that circle.
FileId finished_photo(View const& view, CaseId id, Audience audience) {
  FileId photo{};
  Time newest{};
  for (auto const& file : files_of(view, id)) {
    auto const is_shown =
        file.visibility == FileVisibility::public_ || (audience == Audience::reporter && file.visibility == FileVisibility::reporter);
    auto const fits = file.purpose == FilePurpose::work_after && is_shown;
    if (!fits || (photo && file.at < newest)) continue;
    photo = file.file;
    newest = file.at;
  }
  return photo;
}

std::string date_in_words(Time time, City& city, std::string_view language) {
  constexpr std::array<std::string_view, 12> english{"January", "February", "March",     "April",   "May",      "June",
                                                     "July",    "August",   "September", "October", "November", "December"};
  constexpr std::array<std::string_view, 12> spanish{"enero", "febrero", "marzo",      "abril",   "mayo",      "junio",
                                                     "julio", "agosto",  "septiembre", "octubre", "noviembre", "diciembre"};
  auto const date = city.zone().date_of(time);
  auto const month = static_cast<unsigned>(date.month()) - 1;
  auto const day = std::to_string(static_cast<unsigned>(date.day()));
  auto const year = std::to_string(static_cast<int>(date.year()));
  if (language.starts_with("es")) return day + " de " + std::string{spanish.at(month)} + " de " + year;
  if (language.starts_with("en")) return std::string{english.at(month)} + " " + day + ", " + year;
  return to_iso(date);
}

/// What happened, as tell() needs it.
struct Situation {
  Unit& unit;
  Event const& event;
  Case const& report;
  Json const& data;
  Time not_before{};  // somebody may still undo it
};

std::string language_of(Case const& report, Recipient const& who) { return who.language.empty() ? report.language : who.language; }

std::map<std::string, std::string> values_for(Situation const& now, Telling const& telling, Recipient const& who) {
  auto const& unit = now.unit;
  auto const& event = now.event;
  auto const& report = now.report;
  auto const& data = now.data;
  auto const language = language_of(report, who);
  auto const promised = report.due_at && !report.closed();
  auto const page = who.reporter ? tracking_url(unit.city, report.id, report.number)
                                 : unit.city.settings.get()->base_url + public_address(report.number);
  return {{"number", report.number},
          {"title", std::string{title_of(report, language)}},
          {"place", who.reporter ? report.place.address : published_place(*report.definition, report.place).address},
          {"due", promised ? date_in_words(last_moment(*report.due_at), unit.city, language) : std::string{}},
          {"note", telling.text ? std::string{telling.text->in(language)} : std::string{}},
          {"message", text_of(data, "message")},
          {"duplicate_of", text_of(data, "duplicate_of")},
          {"main", text_of(data, event.type == "case.unmerged" ? "from" : "into")},
          {"link", page},
          {"rate", who.reporter ? page + "#rating" : std::string{}},
          {"unsubscribe", unsubscribe_url(unit.city, {.party = who.party, .request = report.id})},
          {"unsubscribe_all", unsubscribe_url(unit.city, {.party = who.party})}};
}

/// News of followers may come together; the end is what they wait for, so it comes at once unless they asked for one mail a day.
bool may_wait(Situation const& now, Recipient const& who) {
  if (who.reporter) return false;
  return now.event.type != "case.closed" || pace_of(view_of(now.unit), who.party) == Pace::daily;
}

void tell(Situation const& now, Telling const& telling, FinishedPhotos const& photos) {
  auto& unit = now.unit;
  auto const& report = now.report;
  if (!notice_template(telling.template_name, "en")) {
    log_error("a service names a notice that does not exist", {{"service", report.service}, {"template", telling.template_name}});
    return;
  }
  for (auto const& who : recipients(view_of(unit), report, telling.to))
    queue_notice(unit, {.template_name = telling.template_name,
                        .key = to_text(now.event.id) + "/" + telling.template_name + "/" + to_text(who.party),
                        .party = who.party,
                        .language = language_of(report, who),
                        .case_id = report.id,
                        .values = values_for(now, telling, who),
                        .photo = who.reporter ? photos.reporter : photos.everybody,
                        .not_before = now.not_before,
                        .bundle = may_wait(now, who)});
}

/// The case came into the same state again before anybody was told of the first time (a crew accepts, waits, starts): the later one tells.
bool is_overtaken(View const& view, Event const& event, Json const& data) {
  if (event.type != "case.state_changed" || !text_of(data, "message").empty()) return false;
  auto const events = events_of(view, event.subject.case_id);
  return std::any_of(events.begin(), events.end(), [&](Event const& other) {
    if (other.id <= event.id || other.type != event.type) return false;
    auto const also = parse_json(other.data);
    return also && text_of(*also, "to") == text_of(data, "to");
  });
}

/// What happens to the main case happens to all that are handled together with it; that one of them came or went is its own affair.
bool reaches_family(Event const& event) { return event.type != "case.merged" && event.type != "case.unmerged"; }

}  // namespace

void tell_people(Unit& unit, Event const& event) {
  if (!event.subject.case_id) return;
  auto const report = load_case(view_of(unit), event.subject.case_id);
  if (report.channel == Channel::import) return;
  auto const data = parse_json(event.data);
  if (!data) return;
  if (data->contains("with")) return;  // told with its main case
  if (is_overtaken(view_of(unit), event, *data)) return;
  auto const hold = mail_hold_of(view_of(unit), event.id);
  if (hold && hold->silent) return;
  auto const not_before = hold ? hold->until : Time{};
  FinishedPhotos photos;
  if (event.type == "case.closed")
    photos = {finished_photo(view_of(unit), report.id, Audience::public_), finished_photo(view_of(unit), report.id, Audience::reporter)};
  for (auto const& telling : tellings(event, report, *data)) {
    tell({unit, event, report, *data, not_before}, telling, photos);
    if (!reaches_family(event)) continue;
    // Each hears about his own number; who is in several of them hears once, because a notice's key has the event and the person.
    for (auto const& member : members_of(view_of(unit), report.id))
      tell({unit, event, load_case(view_of(unit), member.id), *data, not_before}, telling, {photos.everybody, photos.everybody});
  }
}

}  // namespace cityhall
