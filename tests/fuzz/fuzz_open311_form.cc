// uses: standards base
// Fields as lines name=value: no crash, and a form without faults satisfies what its reader promises.
#include <cmath>
#include <cstdlib>

#include "base/text.h"
#include "standards/open311_form.h"

using namespace cityhall;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static TimeZone const zone{"America/New_York"};
  std::vector<std::pair<std::string, std::string>> fields;
  for (auto const line : split({reinterpret_cast<char const*>(data), size}, '\n')) {
    auto const equals = line.find('=');
    fields.emplace_back(line.substr(0, equals), equals == std::string_view::npos ? std::string_view{} : line.substr(equals + 1));
  }
  auto const now = from_micros(1'800'000'000'000'000);
  auto const request = standards::open311::read_new_request(fields);
  if (request.faults.empty()) {
    auto const& value = request.value;
    if (value.service_code.empty() || (!value.point && value.address_string.empty() && value.address_id.empty())) std::abort();
    if (value.point && (std::abs(value.point->latitude) > 90 || std::abs(value.point->longitude) > 180)) std::abort();
    if (!is_utf8(value.description)) std::abort();
  }
  auto const query = standards::open311::read_request_query(fields, zone, now);
  if (query.faults.empty() && query.value.requested && query.value.requested->to < query.value.requested->from) std::abort();
  (void)standards::open311::read_new_update(fields, zone);
  (void)standards::open311::read_update_query(fields, zone, now);
  return 0;
}
