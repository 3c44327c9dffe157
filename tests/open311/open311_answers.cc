// Prints one of our Open311 answers as JSON, for the judges written in JavaScript: open311_answers services|definition|requests|extended
#include <cstdio>

#include "standards/open311_write.h"

using namespace cityhall;
using namespace cityhall::standards::open311;

namespace {

std::vector<Service> services() {
  return {{"001", "Cans left out", "Longer than 24 hours", true, ServiceType::realtime, "can, bin", "sanitation"},
          {"002", "Bache", "", false, ServiceType::batch}};
}

ServiceDefinition definition() {
  return {"001", {{true, "LANE", Datatype::singlevaluelist, true, "", 1, "Where?", {{"1", "Bike lane"}, {"2", "Edge"}}},
                  {true, "WHEN", Datatype::datetime, false, "A day", 2, "When?", {}}}};
}

std::vector<ServiceRequest> requests(TimeZone const& zone) {
  ServiceRequest full{.id = "000123", .status = "closed", .status_notes = "Filled", .service_name = "Pothole", .service_code = "001",
                      .description = "Deep \"hole\" \xC3\xA9", .agency_responsible = "Streets", .service_notice = "2 days",
                      .requested = *parse_time("2027-03-02T09:00:00", zone), .updated = *parse_time("2027-03-03", zone),
                      .expected = *parse_time("2027-03-04", zone), .address = "1 Main St", .address_id = "77", .zipcode = "02131",
                      .latitude = 42.3594, .longitude = -71.0587, .media_url = "https://city.example/files/1.jpg"};
  ServiceRequest const bare{.id = "000124", .status = "open", .service_code = "002", .requested = full.requested};
  return {full, bare};
}

std::vector<ServiceRequest> extended(TimeZone const& zone) {
  auto list = requests(zone);
  list.front().extensions = Extensions{.attributes = {{"LANE", {"1"}}},
                                       .channel = "web",
                                       .x = 1.5,
                                       .y = 2,
                                       .photos = {"https://city.example/1.jpg"},
                                       .notes = {{list.front().requested, "Started", "status"}}};
  list.back().extensions = Extensions{};
  return list;
}

}  // namespace

int main(int count, char** arguments) {
  TimeZone const zone{"America/New_York"};
  Style const style{Format::json, zone};
  std::string_view const kind = count > 1 ? arguments[1] : "";
  std::string out;
  if (kind == "services") out = write(std::span<Service const>{services()}, style);
  else if (kind == "definition") out = write(definition(), style);
  else if (kind == "requests") out = write(std::span<ServiceRequest const>{requests(zone)}, style);
  else if (kind == "extended") out = write(std::span<ServiceRequest const>{extended(zone)}, style);
  else return 2;
  std::puts(out.c_str());
}
