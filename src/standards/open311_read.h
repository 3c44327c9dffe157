#pragma once
// Open311 answers read back: for us as a client of another city, and as the judge of our own writer.

#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time_zone.h"
#include "standards/open311.h"

namespace cityhall::standards::open311 {

/// The text of an answer and its spelling. `zone` is for dates that come without an offset.
struct Incoming {
  std::string_view text;
  Format format = Format::xml;
  TimeZone const& zone;
};

// Each refuses what is not well formed, and values that are no number, date, truth value or known word, naming the element.
Result<std::vector<Service>> read_services(Incoming in);
Result<ServiceDefinition> read_definition(Incoming in);
Result<std::vector<ServiceRequest>> read_requests(Incoming in);
Result<std::vector<Created>> read_created(Incoming in);
Result<std::vector<TokenAnswer>> read_tokens(Incoming in);
Result<std::vector<Fault>> read_faults(Incoming in);
Result<Discovery> read_discovery(Incoming in);
Result<std::vector<RequestUpdate>> read_updates(Incoming in);

}  // namespace cityhall::standards::open311
