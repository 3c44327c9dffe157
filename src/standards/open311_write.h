#pragma once
// Open311 answers as XML and as JSON. "JSON support is based on a programmatic mapping of the XML format using the Spark Convention":
// the root element of a list disappears, lists are arrays, an empty element is null. Ids and codes are strings in both.

#include <span>
#include <string>

#include "base/time_zone.h"
#include "standards/open311.h"

namespace cityhall::standards::open311 {

/// How to spell an answer; dates are written with the zone's offset: "Timezone information must be included."
struct Style {
  Format format = Format::xml;
  TimeZone const& zone;
};

std::string write(std::span<Service const> services, Style style);
std::string write(ServiceDefinition const& definition, Style style);
std::string write(std::span<ServiceRequest const> requests, Style style);
std::string write(Created const& created, Style style);
std::string write(TokenAnswer const& answer, Style style);
std::string write(std::span<Fault const> faults, Style style);
std::string write(Discovery const& discovery, Style style);
std::string write(std::span<RequestUpdate const> updates, Style style);
/// The answer to a posted update: its id in our books.
std::string write_update_id(std::string_view update_id, Style style);

/// A list of requests straight into a buffer, one at a time: nothing but the buffer grows with the list.
class RequestWriter {
 public:
  RequestWriter(std::string& out, Style style);
  void add(ServiceRequest const& request);
  void finish();

 private:
  std::string& out_;
  Style style_;
  bool first_ = true;
};

}  // namespace cityhall::standards::open311
