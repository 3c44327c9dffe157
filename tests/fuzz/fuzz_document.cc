// uses: standards base
// Any text as an Open311 answer in XML and JSON: an error or a value that is written and read back equal.
#include <cstdlib>

#include "base/time_zone.h"
#include "standards/document.h"
#include "standards/open311_read.h"
#include "standards/open311_write.h"

using namespace cityhall;
using namespace cityhall::standards::open311;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static TimeZone const zone{"UTC"};
  std::string_view const text{reinterpret_cast<char const*>(data), size};
  for (auto const format : {Format::xml, Format::json}) {
    Incoming const in{text, format, zone};
    (void)read_services(in);
    (void)read_definition(in);
    (void)read_updates(in);
    (void)read_discovery(in);
    auto const requests = read_requests(in);
    if (!requests) continue;
    auto const written = write(std::span<ServiceRequest const>{*requests}, {Format::xml, zone});
    if (!standards::parse_xml_document(written)) std::abort();
    auto const json = write(std::span<ServiceRequest const>{*requests}, {Format::json, zone});
    if (!standards::parse_json_document(json)) std::abort();
  }
  return 0;
}
