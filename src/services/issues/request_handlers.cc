#include "services/issues/request_handlers.h"

#include <algorithm>

#include "base/refusal.h"
#include "kernel/addresses.h"
#include "kernel/cases/duplicates.h"
#include "kernel/cases/family.h"
#include "kernel/files/file.h"
#include "services/issues/request_feeds.h"
#include "services/issues/request_pages.h"
#include "services/issues/public_words.h"
#include "services/page/map_dots.h"
#include "store/blobs.h"
#include "web/html.h"

namespace cityhall {
namespace {

constexpr std::size_t page_size = 30;
constexpr std::size_t feed_size = 50;
constexpr std::size_t file_size = 1000;

/// For feeds and files: a filter that cannot be read is an error, because nobody looks at what was left out.
RequestPage listed(Call const& call, std::size_t most) {
  std::vector<FieldError> errors;
  auto filter = filter_from(call, list_query(call), errors);
  if (!errors.empty()) throw invalid_fields(std::move(errors));
  filter.most = most;
  return requests(call.view(), filter);
}

/// For programs: where the list goes on, as RFC 8288 has it.
void name_next(web::Response& response, Call const& call, RequestPage const& page) {
  if (!page.next) return;
  auto const path = call.city.settings.get()->base_url + call.request.path;
  response.headers.set("Link", "<" + list_path(path, list_query(call), cursor_of(*page.next)) + ">; rel=\"next\"");
}

/// The number by which somebody came here, when it is one that is handled together with this one.
std::string number_that_led_here(Call const& call, PublicCase const& report) {
  auto const from = std::string{call.request.query.get("from")};
  if (from.empty() || report.members == 0) return {};
  auto const members = members_of(call.view(), report.id);
  return std::any_of(members.begin(), members.end(),
                     [&](Member const& member) { return member.number == from && is_public_case(call.view(), member.id); })
             ? from
             : std::string{};
}

}  // namespace

web::Response show_requests(Call& call) {
  RequestListView view{.query = list_query(call), .entered = {.values = call.request.query}};
  auto filter = filter_from(call, view.query, view.entered.errors);
  filter.most = page_size;
  if (view.entered.errors.empty()) view.page = requests(call.view(), filter);
  view.covers = cover_photos(call.view(), view.page.rows);
  return request_list_page(call, view);
}

web::Response show_request(Call& call) {
  auto report = public_case(call.view(), call.path_value("number"));
  // One page for one thing: whoever has the number of a duplicate sees the request that stays.
  if (!report.together_with.empty() && !report.in_incident)
    return web::see_other(web::with_query(public_address(report.together_with), {{"from", report.number}}));
  auto steps = public_steps(call.view(), report);
  auto photos = public_photos(call.view(), report);
  auto from = number_that_led_here(call, report);
  auto const people = people_behind(call.view(), report.id);
  return request_page(call, {.report = std::move(report),
                             .steps = std::move(steps),
                             .photos = std::move(photos),
                             .from = std::move(from),
                             .people = people,
                             .followed = std::string{call.request.query.get("followed")}});
}

web::Response show_request_feed(Call& call) {
  auto const page = listed(call, feed_size);
  auto response = request_feed(call, page.rows, call.path_value("format") == "rss" ? FeedKind::rss : FeedKind::atom);
  name_next(response, call, page);
  return response;
}

web::Response show_one_request_feed(Call& call) {
  auto const report = public_case(call.view(), call.path_value("number"));
  return one_request_feed(call, report, public_steps(call.view(), report));
}

web::Response show_request_file(Call& call) {
  auto const page = listed(call, file_size);
  auto response = call.path_value("format") == "csv" ? request_csv(call, page.rows) : request_geojson(call, page.rows);
  name_next(response, call, page);
  return response;
}

std::vector<Found> find_requests(Call const& call, std::string_view words, std::size_t most) {
  auto number = std::string{words};
  for (auto& c : number)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  auto reports = requests(call.view(), {.numbers = {number}}).rows;
  if (reports.empty()) reports = requests(call.view(), {.words = std::string{words}, .most = most}).rows;
  std::vector<Found> found;
  for (auto const& report : reports) {
    auto const place = report.place.address.empty() ? std::string{} : " · " + report.place.address;
    found.push_back({.title = public_title(call, report) + " " + report.number,
                     .path = public_address(report.number),
                     .about = state_in_words(call, report) + place});
  }
  return found;
}

web::Response show_request_dots(Call& call) {
  std::vector<FieldError> errors;
  auto filter = filter_from(call, list_query(call), errors);
  if (!errors.empty()) throw invalid_fields(std::move(errors));
  filter.most = map_dots_most;
  std::vector<MapDot> dots;
  for (auto const& dot : request_dots(call.view(), filter))
    dots.push_back({.point = dot.point,
                    .number = dot.number,
                    .title = dot.title.empty() ? std::string{dot.definition->title.in(call.language)} : dot.title,
                    .open = dot.status == CaseStatus::open});
  return map_dots(dots);
}

web::Response show_file(Call& call) {
  auto const size = photo_size_from(call.path_value("size"));
  auto const id = parse_id(call.path_value("file"));
  if (!size || id == 0) throw not_found();
  auto const served = file_for(call.view(), FileId{id}, *size, call.request.query.get("s"));
  auto const path = call.city.blobs().path(served.blob);
  if (!path) throw not_found();
  auto response = web::file({.path = *path, .etag = served.etag}, served.media_type);
  // The browser asks each time whether it changed: a part of the photo may have been hidden.
  response.headers.set("Cache-Control", served.everyone ? "public, no-cache" : "private, no-cache");
  response.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
  return response;
}

}  // namespace cityhall
