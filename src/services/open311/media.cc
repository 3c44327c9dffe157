#include "services/open311/media.h"

#include "base/log.h"
#include "base/refusal.h"
#include "kernel/cases/actions.h"
#include "kernel/files/file.h"
#include "kernel/outbound/http_client.h"
#include "kernel/run_unit.h"
#include "services/open311/handlers.h"

namespace cityhall::open311 {
namespace {

constexpr int attempts_most = 6;
constexpr std::size_t photos_at_once = 20;
constexpr std::size_t photo_bytes_max = 25U * 1024 * 1024;

Duration pause_after(int attempts) { return std::chrono::minutes{1LL << std::min(attempts, 10)}; }

std::string fetch(City& city, std::string const& url) {
  auto const reach = reach_of(city);
  auto answer = send({.url = url, .time_max = std::chrono::seconds{20}, .answer_bytes_max = photo_bytes_max}, reach);
  if (answer.status != 200)
    throw unavailable("media.status", _("The server answered {status}.").with("status", std::to_string(answer.status)));
  return std::move(answer.body);
}

void keep(City& city, Actor const& actor, WantedMedia const& media, PreparedPhoto const& photo) {
  run_unit(city, actor, [&](Unit& unit) {
    auto report = load_case(view_of(unit), media.case_id);
    bool const finished = media.shows == Shows::finished_work;
    auto const file = register_file(unit, photo, {.purpose = finished ? "work-after" : "report"});
    auto const purpose = finished ? FilePurpose::work_after : FilePurpose::reported;
    attach(unit, report, {.file = file, .purpose = purpose, .visibility = FileVisibility::reporter, .at = unit.now});
    settle_media(unit, media.id, {});
  });
}

/// A server that is away may come back; a picture that is none, or an address that may not be called, stays so.
void put_off(City& city, Actor const& actor, WantedMedia const& media, Refusal const& refusal) {
  run_unit(city, actor, [&](Unit& unit) {
    bool const again = refusal.kind == RefusalKind::unavailable && media.attempts + 1 < attempts_most;
    if (again) postpone_media(unit, media, unit.now + pause_after(media.attempts), refusal.what());
    else settle_media(unit, media.id, refusal.what());
  });
}

}  // namespace

void note_media(Unit& unit, CaseId case_id, std::vector<std::string> const& urls, Shows shows) {
  for (auto const& url : urls) add_media(unit, {.case_id = case_id, .url = url, .shows = shows});
}

void fetch_media(City& city) {
  auto const actor = system_actor("Open311 photos");
  auto const due = run_view(city, actor, [&](View const& view) { return due_media(view, city.clock().now(), photos_at_once); });
  for (auto const& media : due) {
    try {
      keep(city, actor, media, store_photo(city, fetch(city, media.url)));
    } catch (Refusal const& refusal) {
      log_info("a photo could not be fetched", {{"url", media.url}, {"cause", refusal.what()}});
      put_off(city, actor, media, refusal);
    }
  }
}

}  // namespace cityhall::open311
