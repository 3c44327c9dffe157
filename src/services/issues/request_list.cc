#include "services/issues/request_list.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "kernel/places/street.h"
#include "web/markup.h"

namespace cityhall {
namespace {

constexpr double metres_per_foot = 0.3048;

std::int64_t whole_number(std::string_view text, std::int64_t otherwise) {
  std::int64_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() && !text.empty() ? value : otherwise;
}

std::optional<RequestFilter::Cursor> cursor_from(std::string_view text) {
  auto const dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  auto const opened = whole_number(text.substr(0, dot), -1);
  auto const id = parse_id(text.substr(dot + 1));
  if (opened < 0 || id == 0) return std::nullopt;
  return RequestFilter::Cursor{from_micros(opened), CaseId{id}};
}

std::optional<RequestFilter::Circle> circle_from(Call const& call, ListQuery const& query, std::vector<FieldError>& errors) {
  if (query.near.empty()) return std::nullopt;
  auto const feet = std::clamp<std::int64_t>(whole_number(query.feet, 1000), 100, 6500);
  try {
    auto const place = locate(call.view(), {.address = query.near});
    if (place.point) return RequestFilter::Circle{*place.point, static_cast<double>(feet) * metres_per_foot};
    errors.push_back({"near", "place.unknown", _("We do not know this place. Give an address in the city.")});
  } catch (Refusal const& refusal) {
    errors.push_back({"near", refusal.code, refusal.message});
  }
  return std::nullopt;
}

}  // namespace

ListQuery list_query(Call const& call) {
  auto const value = [&](std::string_view name, std::size_t most) { return shorten(trim(call.request.query.get(name)), most); };
  return {.service = value("service", 64),
          .status = value("status", 10),
          .zone = value("zone", 20),
          .words = value("q", 100),
          .near = value("near", 200),
          .feet = value("feet", 6),
          .street = value("street", 200),
          .before = value("before", 60)};
}

std::string list_path(std::string_view path, ListQuery const& query, std::string_view before) {
  return web::with_query(path, {{"service", query.service},
                                {"status", query.status},
                                {"zone", query.zone},
                                {"q", query.words},
                                {"near", query.near},
                                {"street", query.street},
                                {"feet", query.near.empty() ? std::string_view{} : std::string_view{query.feet}},
                                {"before", before}});
}

RequestFilter filter_from(Call const& call, ListQuery const& query, std::vector<FieldError>& errors) {
  RequestFilter filter{.near = circle_from(call, query, errors),
                       .zone = ZoneId{parse_id(query.zone)},
                       .words = query.words,
                       .before = cursor_from(query.before)};
  if (!query.street.empty() && !knows_street(call.view(), query.street))
    errors.push_back({"street", "unknown", unknown_street(query.street)});
  filter.street = query.street;
  if (!query.service.empty()) filter.services = {query.service};
  if (query.status == "open") filter.status = CaseStatus::open;
  if (query.status == "closed") filter.status = CaseStatus::closed;
  return filter;
}

std::string cursor_of(RequestFilter::Cursor const& cursor) { return std::to_string(to_micros(cursor.opened)) + "." + to_text(cursor.id); }

}  // namespace cityhall
