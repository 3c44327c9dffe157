#pragma once
// What Open311 clients send: form fields and query parameters, read into structs. All faults are reported at once.
// "A null parameter should be treated as equivalent to a non-declared parameter": an empty field is an absent one.

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/time_zone.h"
#include "standards/open311.h"

namespace cityhall::standards::open311 {

/// Decoded name and value, in the order of the request.
using Fields = std::span<std::pair<std::string, std::string> const>;

template <class T>
struct FormResult {
  T value{};
  std::vector<Fault> faults{};
};

struct Point {
  double latitude = 0;
  double longitude = 0;
  bool operator==(Point const&) const = default;
};

/// POST requests. The service and its attributes are checked against the definition by whoever knows it.
struct NewRequest {
  std::string jurisdiction_id{};
  std::string api_key{};
  std::string service_code{};
  std::optional<Point> point{};
  std::string address_string{};
  std::string address_id{};
  std::vector<Answer> attributes{};  // in the order of first mention
  std::string email{};
  std::string device_id{};           // also sent as deviceid
  std::string account_id{};
  std::string first_name{};
  std::string last_name{};
  std::string phone{};
  std::string description{};
  std::vector<std::string> media_urls{};
};
FormResult<NewRequest> read_new_request(Fields fields);

/// POST servicerequestupdates (mySociety).
struct NewUpdate {
  std::string jurisdiction_id{};
  std::string api_key{};
  std::string request_id{};
  std::string update_id{};           // the sender's own id: the same id again is the same update
  std::string status{};              // lower case, one of extended_statuses(), or empty
  std::string description{};
  std::string title{};
  std::optional<Time> updated{};
  std::string email{};
  std::string first_name{};
  std::string last_name{};
  std::string phone{};
  std::vector<std::string> media_urls{};
};
/// Dates without an offset are read in `zone`.
FormResult<NewUpdate> read_new_update(Fields fields, TimeZone const& zone);

/// Both ends count.
struct Interval {
  Time from{};
  Time to{};
  bool operator==(Interval const&) const = default;
};

struct Box {
  Point north_east;
  Point south_west;
  bool operator==(Box const&) const = default;
};

/// GET requests. With ids every other filter is void: "this overrides all other arguments".
struct RequestQuery {
  std::string jurisdiction_id{};
  std::vector<std::string> ids{};
  std::vector<std::string> service_codes{};
  std::optional<Interval> requested{};  // absent only when ids or an update interval are given instead
  std::optional<Time> updated_after{};
  std::optional<Time> updated_before{};
  std::vector<std::string> statuses{};  // open, closed
  std::optional<Box> box{};
  int page = 1;
  int page_size = 1'000;
  bool extensions = false;
};
/// The greatest page with extensions, and the one given without a page_size: each row has answers and notes to be read.
inline constexpr int extended_page_most = 100;
FormResult<RequestQuery> read_request_query(Fields fields, TimeZone const& zone, Time now);

/// GET servicerequestupdates: the interval on updated_datetime; default the last 90 days. Pages as of GET requests.
struct UpdateQuery {
  std::string jurisdiction_id{};
  Interval updated{};
  int page = 1;
  int page_size = 1'000;
};
FormResult<UpdateQuery> read_update_query(Fields fields, TimeZone const& zone, Time now);

/// The statuses of the two-way extension, in lower case.
std::span<std::string_view const> extended_statuses();

}  // namespace cityhall::standards::open311
