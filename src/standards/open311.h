#pragma once
// Open311 GeoReport v2, with the extensions that the field added: the facts, without their spelling as XML, JSON or form.
// Clauses quoted in these files are from https://wiki.open311.org/GeoReport_v2 ("the standard").

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"
#include "standards/open311_service.h"

namespace cityhall::standards::open311 {

enum class Format { xml, json };

/// "The HTTP content-type headers should look like this": text/xml; charset=utf-8, application/json; charset=utf-8.
std::string_view content_type(Format format);

struct Answer {
  std::string code;
  std::vector<std::string> values{};
  bool operator==(Answer const&) const = default;
};

struct Note {
  Time at{};
  std::string description{};
  std::string type{};
  bool operator==(Note const&) const = default;
};

/// What `extensions=true` adds to a request.
struct Extensions {
  std::vector<Answer> attributes{};
  std::string channel{};
  std::optional<double> x{};
  std::optional<double> y{};
  std::vector<std::string> photos{};
  std::vector<Note> notes{};
  bool operator==(Extensions const&) const = default;
};

struct ServiceRequest {
  std::string id;
  std::string status;        // open, closed
  std::string status_notes{};
  std::string service_name{};
  std::string service_code{};
  std::string description{};
  std::string agency_responsible{};
  std::string service_notice{};
  Time requested{};
  std::optional<Time> updated{};
  std::optional<Time> expected{};
  std::string address{};
  std::string address_id{};
  std::string zipcode{};
  std::optional<double> latitude{};
  std::optional<double> longitude{};
  std::string media_url{};
  std::optional<Extensions> extensions{};
  bool operator==(ServiceRequest const&) const = default;
};

/// The answer to a new request: an id, or a token that becomes one, or (blackbox) neither.
struct Created {
  std::string id{};
  std::string token{};
  std::string service_notice{};
  std::string account_id{};
  bool operator==(Created const&) const = default;
};

struct TokenAnswer {
  std::string id{};          // empty while there is none
  std::string token;
  bool operator==(TokenAnswer const&) const = default;
};

/// One error of an answer. `code` is the HTTP status, as a three-digit text in XML and JSON.
struct Fault {
  int code = 400;
  std::string description;
  bool operator==(Fault const&) const = default;
};

struct Endpoint {
  std::string specification;
  std::string url;
  std::string changeset;
  std::string type;          // production, test
  std::vector<std::string> formats;
  bool operator==(Endpoint const&) const = default;
};

struct Discovery {
  std::string changeset;
  std::string contact;
  std::string key_service;
  std::vector<Endpoint> endpoints;
  bool operator==(Discovery const&) const = default;
};

/// One step in the life of a request (mySociety's two-way extension).
struct RequestUpdate {
  std::string id;
  std::string request_id;
  std::string status{};      // one of extended_statuses()
  std::string description{};
  Time updated{};
  std::vector<std::string> media_urls{};
  std::string external_status_code{};
  std::vector<std::pair<std::string, std::string>> extras{};
  bool operator==(RequestUpdate const&) const = default;
};

}  // namespace cityhall::standards::open311
