#include "standards/open311_form.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "standards/markup_text.h"
#include "standards/open311_fields.h"

namespace cityhall::standards::open311 {
namespace {

// "description: ... This is limited to 4,000 characters."
constexpr std::size_t description_most = 4'000;
constexpr Duration span_most = std::chrono::days{90};
// 90 civil days are an hour longer when the clocks change in between.
constexpr Duration span_slack = std::chrono::hours{25};

constexpr std::array<std::string_view, 13> statuses{"open",          "closed",    "fixed",
                                                    "in_progress",   "planned",   "action_scheduled",
                                                    "investigating", "duplicate", "not_councils_responsibility",
                                                    "no_further_action", "internal_referral", "cancelled", "reopen"};

bool on_earth(Point const& point) { return std::abs(point.latitude) <= 90 && std::abs(point.longitude) <= 180; }

/// "One of lat & long or address_string or address_id". Some clients always send 0, 0 when they know only an address.
void read_location(FieldReader& read, NewRequest& request, std::vector<Fault>& faults) {
  auto const before = faults.size();
  auto const latitude = read.number("lat");
  auto const longitude = read.number("long");
  request.address_string = read.text("address_string", 500);
  request.address_id = read.text("address_id");
  bool const address = !request.address_string.empty() || !request.address_id.empty();
  bool const nowhere = latitude == 0.0 && longitude == 0.0 && address;
  if (latitude && longitude && !nowhere) request.point = Point{*latitude, *longitude};
  if (request.point && !on_earth(*request.point)) {
    bool const swapped = on_earth({request.point->longitude, request.point->latitude});
    read.fault(swapped ? "lat is not between -90 and 90; lat and long seem to be exchanged"
                       : "lat must lie between -90 and 90, long between -180 and 180");
    request.point.reset();
  }
  if (faults.size() != before || request.point || address) return;
  if (latitude || longitude) read.fault(latitude ? "long was not provided" : "lat was not provided");
  else read.fault("no location was provided: give lat and long, or address_string, or address_id");
}

void check_media(FieldReader& read, std::vector<std::string> const& urls) {
  for (auto const& url : urls)
    if (!starts_with_ignoring_case(url, "https://") && !starts_with_ignoring_case(url, "http://"))
      read.fault(fmt::format("media_url must begin with https:// or http://: \"{}\"", shorten(without_control_characters(url), 60)));
}

void check_email(FieldReader& read, std::string const& email) {
  auto const at = email.find('@');
  bool const good = at != std::string::npos && at > 0 && at + 1 < email.size() && email.find_first_of(" \r\n,;<>") == std::string::npos;
  if (!email.empty() && !good) read.fault("email is not an e-mail address");
}

/// The interval with the standard's default and limit: the last 90 days; an open end reaches 90 days from the given one.
Interval interval(std::optional<Time> from, std::optional<Time> to, Time now) {
  if (from && to) return {*from, *to};
  if (from) return {*from, *from + span_most};
  return {to.value_or(now) - span_most, to.value_or(now)};
}

Interval checked_interval(FieldReader& read, TimeZone const& zone, Time now) {
  auto const range = interval(read.time("start_date", zone), read.end_time("end_date", zone), now);
  if (range.to < range.from) read.fault("end_date is before start_date");
  if (range.to - range.from > span_most + span_slack)
    read.fault("start_date and end_date are more than 90 days apart; ask in several steps");
  return range;
}

std::optional<Box> read_box(FieldReader& read) {
  auto const parts = read.list("bbox");
  if (parts.empty()) return {};
  std::vector<double> numbers;
  for (auto const& part : parts)
    if (auto const number = read_number(part)) numbers.push_back(*number);
  if (numbers.size() != 4 || parts.size() != 4) {
    read.fault("bbox must be four numbers: lat_ne,long_ne,lat_sw,long_sw");
    return {};
  }
  Box const box{{numbers[0], numbers[1]}, {numbers[2], numbers[3]}};
  if (!on_earth(box.north_east) || !on_earth(box.south_west) || box.north_east.latitude < box.south_west.latitude) {
    read.fault("bbox must be lat_ne,long_ne,lat_sw,long_sw with the north-east corner first");
    return {};
  }
  return box;
}

void check_statuses(FieldReader& read, std::vector<std::string>& given) {
  for (auto& status : given) {
    status = to_lower_ascii(status);
    if (status != "open" && status != "closed")
      read.fault(fmt::format("status must be open or closed: \"{}\"", shorten(without_control_characters(status), 60)));
  }
}

bool truth(std::string_view text) { return text == "1" || equals_ignoring_case(text, "true") || equals_ignoring_case(text, "yes"); }

}  // namespace

std::span<std::string_view const> extended_statuses() { return statuses; }

FormResult<NewRequest> read_new_request(Fields fields) {
  FormResult<NewRequest> out;
  FieldReader read{fields, out.faults};
  auto& request = out.value;
  request.jurisdiction_id = read.text("jurisdiction_id");
  request.api_key = read.text("api_key");
  request.service_code = read.required("service_code");
  read_location(read, request, out.faults);
  request.attributes = read.attributes();
  request.email = read.text("email", 254);
  check_email(read, request.email);
  request.device_id = read.text_of("device_id", "deviceid");
  request.account_id = read.text("account_id");
  request.first_name = read.text("first_name");
  request.last_name = read.text("last_name");
  request.phone = read.text("phone", 40);
  request.description = read.text("description", description_most);
  request.media_urls = read.all("media_url");
  check_media(read, request.media_urls);
  return out;
}

FormResult<NewUpdate> read_new_update(Fields fields, TimeZone const& zone) {
  FormResult<NewUpdate> out;
  FieldReader read{fields, out.faults};
  auto& update = out.value;
  update.jurisdiction_id = read.text("jurisdiction_id");
  update.api_key = read.text("api_key");
  update.request_id = read.required("service_request_id");
  update.update_id = read.required("update_id");
  update.status = to_lower_ascii(read.text("status"));
  if (!update.status.empty() && std::find(statuses.begin(), statuses.end(), update.status) == statuses.end())
    read.fault(fmt::format("status \"{}\" is not known", shorten(without_control_characters(update.status), 60)));
  update.description = read.text("description", description_most);
  update.title = read.text("title");
  update.updated = read.time("updated_datetime", zone);
  update.email = read.text("email", 254);
  check_email(read, update.email);
  update.first_name = read.text("first_name");
  update.last_name = read.text("last_name");
  update.phone = read.text("phone", 40);
  update.media_urls = read.all("media_url");
  check_media(read, update.media_urls);
  return out;
}

FormResult<RequestQuery> read_request_query(Fields fields, TimeZone const& zone, Time now) {
  FormResult<RequestQuery> out;
  FieldReader read{fields, out.faults};
  auto& query = out.value;
  query.jurisdiction_id = read.text("jurisdiction_id");
  query.page = read.positive("page", 1);
  query.extensions = truth(read.text("extensions"));
  query.page_size = std::min(read.positive("page_size", query.extensions ? extended_page_most : 1'000), 1'000);
  query.ids = read.list("service_request_id");
  // "To call multiple Service Requests at once, multiple service_request_id can be declared, comma delimited. This overrides all other
  // arguments."
  if (!query.ids.empty()) return out;
  // Not made smaller in silence: who pages until fewer come than were asked for would take the first page for the last.
  if (query.extensions && query.page_size > extended_page_most)
    read.fault(fmt::format("page_size is at most {} with extensions=true; ask for the rest by page", extended_page_most));
  query.service_codes = read.list("service_code");
  query.statuses = read.list("status");
  check_statuses(read, query.statuses);
  query.updated_after = read.time("updated_after", zone);
  query.updated_before = read.end_time("updated_before", zone);
  query.box = read_box(read);
  bool const by_update = query.updated_after || query.updated_before;
  bool const by_date = !read.text("start_date").empty() || !read.text("end_date").empty();
  // Who asks for what changed means old requests too; the default of 90 days would hide them.
  if (by_date || !by_update) query.requested = checked_interval(read, zone, now);
  return out;
}

FormResult<UpdateQuery> read_update_query(Fields fields, TimeZone const& zone, Time now) {
  FormResult<UpdateQuery> out;
  FieldReader read{fields, out.faults};
  out.value.jurisdiction_id = read.text("jurisdiction_id");
  out.value.updated = checked_interval(read, zone, now);
  out.value.page = read.positive("page", 1);
  out.value.page_size = std::min(read.positive("page_size", 1'000), 1'000);
  return out;
}

}  // namespace cityhall::standards::open311
