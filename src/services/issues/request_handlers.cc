#include "services/issues/request_handlers.h"

#include <algorithm>

#include "base/refusal.h"
#include "kernel/cases/family.h"
#include "kernel/files/file.h"
#include "services/issues/request_pages.h"
#include "store/blobs.h"
#include "web/html.h"

namespace cityhall {
namespace {

constexpr std::size_t page_size = 30;

std::size_t page_number(Call const& call) {
  auto const number = parse_id(call.request.query.get("page"));
  return number < 1 || number > 10'000 ? 1 : static_cast<std::size_t>(number);
}

/// The number by which somebody came here, when it is one that is handled together with this one.
std::string number_that_led_here(Call const& call, PublicCase const& report) {
  auto const from = std::string{call.request.query.get("from")};
  if (from.empty() || report.members == 0) return {};
  auto const members = members_of(call.view(), report.id);
  return std::any_of(members.begin(), members.end(), [&](Member const& member) { return member.number == from; }) ? from : std::string{};
}

}  // namespace

web::Response show_requests(Call& call) {
  RequestListView view{.service = std::string{call.request.query.get("service")},
                       .status = std::string{call.request.query.get("status")},
                       .page = page_number(call)};
  RequestFilter filter{.offset = (view.page - 1) * page_size, .most = page_size + 1};
  if (!view.service.empty()) filter.services = {view.service};
  if (view.status == "open") filter.status = CaseStatus::open;
  if (view.status == "closed") filter.status = CaseStatus::closed;
  view.requests = requests(call.view(), filter);
  view.more = view.requests.size() > page_size;
  if (view.more) view.requests.pop_back();
  return request_list_page(call, view);
}

web::Response show_request(Call& call) {
  auto report = public_case(call.view(), call.path_value("number"));
  // One page for one thing: whoever has the number of a duplicate sees the request that stays.
  if (!report.together_with.empty() && !report.in_incident)
    return web::see_other(web::with_query("/requests/" + report.together_with, {{"from", report.number}}));
  auto notes = public_notes(call.view(), report.id);
  auto from = number_that_led_here(call, report);
  return request_page(call, {.report = std::move(report), .notes = std::move(notes), .from = std::move(from)});
}

web::Response show_request_feed(Call& call) { return request_feed(call, recent_cases(call.view(), 50)); }

web::Response show_file(Call& call) {
  auto const size = photo_size_from(call.path_value("size"));
  auto const id = parse_id(call.path_value("file"));
  if (!size || id == 0) throw not_found();
  auto const served = file_for(call.view(), FileId{id}, *size, call.request.query.get("s"));
  auto const path = call.city.blobs().path(served.blob);
  if (!path) throw not_found();
  auto response = web::file({.path = *path, .etag = served.etag}, served.media_type);
  response.headers.set("Cache-Control", served.everyone ? "public, max-age=31536000, immutable" : "private, max-age=31536000, immutable");
  response.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
  return response;
}

}  // namespace cityhall
