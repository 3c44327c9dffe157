#include "services/issues/request_feeds.h"

#include <algorithm>

#include "base/json.h"
#include "base/time_zone.h"
#include "kernel/addresses.h"
#include "services/issues/public_words.h"
#include "services/issues/story_parts.h"
#include "standards/csv.h"
#include "web/answer.h"

namespace cityhall {
namespace {

std::string base_of(Call const& call) { return call.city.settings.get()->base_url; }
std::string address_of(Call const& call, PublicCase const& report) { return base_of(call) + public_address(report.number); }

/// "Open · 12 Main St · what was written"
std::string summary_of(Call const& call, PublicCase const& report) {
  std::string out = state_in_words(call, report);
  for (auto const& part : {report.place.address, report.description})
    if (!part.empty()) (out += " · ") += part;
  return out;
}

FeedItem entry_of(Call const& call, PublicCase const& report) {
  auto const address = address_of(call, report);
  return {.id = address,
          .title = public_title(call, report) + " " + report.number,
          .link = address,
          .summary = summary_of(call, report),
          .updated = report.updated_at};
}

/// By its time, as readers know it; two of one moment are told apart.
std::string entry_id(std::string const& address, std::vector<PublicStep> const& steps, PublicStep const& step) {
  auto const first = std::find_if(steps.begin(), steps.end(), [&](PublicStep const& other) { return other.at == step.at; });
  auto const id = address + "#" + std::to_string(to_micros(step.at));
  auto const place = &step - &*first;
  return place == 0 ? id : id + "-" + std::to_string(place + 1);
}

Json feature_of(Call const& call, PublicCase const& report) {
  auto const& point = report.place.point;
  Json geometry = point ? Json{{"type", "Point"}, {"coordinates", {point->longitude, point->latitude}}} : Json(nullptr);
  Json properties{{"number", report.number},
                  {"service", report.service},
                  {"title", public_title(call, report)},
                  {"status", to_text(report.status)},
                  {"state", state_in_words(call, report)},
                  {"address", report.place.address},
                  {"requested", to_rfc3339(report.opened_at)},
                  {"updated", to_rfc3339(report.updated_at)},
                  {"link", address_of(call, report)}};
  return {{"type", "Feature"}, {"id", report.number}, {"geometry", std::move(geometry)}, {"properties", std::move(properties)}};
}

}  // namespace

web::Response request_feed(Call const& call, std::vector<PublicCase> const& requests, FeedKind kind) {
  auto const base = base_of(call);
  auto const query = call.request.target.find('?');
  auto const filters = query == std::string::npos ? std::string{} : call.request.target.substr(query);
  Feed list{.id = base + "/requests" + filters,
            .title = call.city.settings.get()->name + ": " + call.text(_("Requests")),
            .self = base + call.request.target};
  for (auto const& report : requests) list.entries.push_back(entry_of(call, report));
  return answer_feed(call, list, kind);
}

web::Response one_request_feed(Call const& call, PublicCase const& report, std::vector<PublicStep> const& steps) {
  auto const address = address_of(call, report);
  Feed feed{.id = address, .title = public_title(call, report) + " " + report.number, .self = address + ".atom"};
  for (auto step = steps.rbegin(); step != steps.rend(); ++step)
    feed.entries.push_back({.id = entry_id(address, steps, *step),
                            .title = web::render(step_words(call, report, *step), words_of(call)),
                            .link = address,
                            .summary = step->text.empty() ? public_title(call, report) : step->text,
                            .updated = step->at});
  feed.entries.push_back({.id = address + "#reported",
                          .title = call.text(_("Reported")),
                          .link = address,
                          .summary = summary_of(call, report),
                          .updated = report.opened_at});
  return answer_feed(call, feed, FeedKind::atom);
}

web::Response request_csv(Call const& call, std::vector<PublicCase> const& requests) {
  std::string out;
  standards::append_csv_row(out, {"service_request_id", "status", "service_code", "service_name", "description", "agency_responsible",
                                  "requested_datetime", "updated_datetime", "closed_date", "address", "zipcode", "lat", "long"});
  for (auto const& report : requests) {
    auto const& point = report.place.point;
    auto const latitude = point ? to_text(Json(point->latitude)) : std::string{};
    auto const longitude = point ? to_text(Json(point->longitude)) : std::string{};
    auto const title = public_title(call, report);
    auto const opened = to_rfc3339(report.opened_at);
    auto const updated = to_rfc3339(report.updated_at);
    auto const closed = report.closed_at ? to_rfc3339(*report.closed_at) : std::string{};
    standards::append_csv_row(out,
                              {report.number, to_text(report.status), report.service, title, report.description, report.agency, opened,
                               updated, closed, report.place.address, report.place.zip, latitude, longitude},
                              standards::CsvCells::spreadsheet);
  }
  auto response = web::text(std::move(out));
  response.headers.set("Content-Type", "text/csv; charset=utf-8; header=present");
  web::set_download_name(response, "requests.csv");
  return response;
}

web::Response request_geojson(Call const& call, std::vector<PublicCase> const& requests) {
  Json collection{{"type", "FeatureCollection"}, {"features", Json::array()}};
  for (auto const& report : requests) collection["features"].push_back(feature_of(call, report));
  auto response = web::json(to_text(collection));
  response.headers.set("Content-Type", "application/geo+json; charset=utf-8");
  return response;
}

}  // namespace cityhall
