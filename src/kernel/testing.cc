#include "kernel/testing.h"

#include "base/io.h"
#include "base/log.h"
#include "base/text.h"
#include "kernel/definitions/check.h"
#include "kernel/definitions/definitions_store.h"
#include "kernel/directory/directory.h"
#include "kernel/places/zone.h"

namespace cityhall {
namespace {

constexpr std::string_view districts = R"json({"type": "FeatureCollection", "features": [
  {"type": "Feature", "properties": {"name": "north"}, "geometry": {"type": "Polygon",
   "coordinates": [[[-86.2, 40.0], [-86.0, 40.0], [-86.0, 40.1], [-86.2, 40.1], [-86.2, 40.0]]]}},
  {"type": "Feature", "properties": {"name": "south"}, "geometry": {"type": "Polygon",
   "coordinates": [[[-86.2, 39.9], [-86.0, 39.9], [-86.0, 40.0], [-86.2, 40.0], [-86.2, 39.9]]]}}]})json";

constexpr std::string_view boundary = R"json({"type": "FeatureCollection", "features": [
  {"type": "Feature", "properties": {"name": "city"}, "geometry": {"type": "Polygon",
   "coordinates": [[[-86.2, 39.9], [-86.0, 39.9], [-86.0, 40.1], [-86.2, 40.1], [-86.2, 39.9]]]}}]})json";

}  // namespace

Time test_morning() { return from_micros(1'803'996'000'000'000); }  // 2027-03-02T14:00:00Z

TestCity::TestCity(std::vector<std::string> const& services, std::vector<Consumer> consumers)
    : clock_{test_morning()}, consumers_{std::move(consumers)} {
  set_log_level(LogLevel::warning);  // the migrations of every test city are no news
  reopen();
  make_places();
  for (auto const& service : services)
    publish(read_file(std::filesystem::path{CITYHALL_SOURCE_DIR} / "catalogue/services" / (service + ".service.json")));
}

void TestCity::reopen() {
  city_.reset();
  CityParts const parts{
      .clock = clock_, .random = random_, .translations = translations_, .consumers = consumers_, .photos = photos_};
  city_ = std::make_unique<City>(folder_.path(), parts);
}

void TestCity::take_photos(PhotoWorkshop& workshop) {
  photos_ = &workshop;
  reopen();
}

void TestCity::make_places() {
  auto const system = system_actor("test");
  run(system, [](Unit& unit) {
    import_zones(unit, "district", districts);
    import_zones(unit, "city", boundary);
  });
  run(system, [this](Unit& unit) {
    north_ = save_crew(unit, {.name = "Crew North", .queues = {"streets/*"}, .zones = {zone("north")}});
    south_ = save_crew(unit, {.name = "Crew South", .queues = {"streets/*"}, .zones = {zone("south")}});
  });
}

void TestCity::publish(std::string_view json) {
  run(system_actor("test"), [&](Unit& unit) { publish_definition(unit, json, shipped_context()); });
}

Actor TestCity::dispatcher() const {
  return {.kind = ActorKind::staff,
          .account = AccountId{1},
          .name = "Dana",
          .roles = {"dispatcher"},
          .permissions = {"issues.close", "issues.dispatch", "issues.import", "issues.read", "issues.reply", "issues.triage"}};
}

Actor TestCity::crew(CrewId id) const {
  return {
      .kind = ActorKind::staff, .account = AccountId{id.value}, .crew = id, .name = "Sam", .channel = Channel::field, .roles = {"crew"}};
}

ZoneId TestCity::zone(std::string_view name) {
  auto const* found = city_->zones.get()->find("district", name);
  return found == nullptr ? ZoneId{} : found->id;
}

OpenedCase TestCity::pothole(Point where, std::string const& answers) {
  return run(anonymous(),
             [&](Unit& unit) { return open_case(unit, {.service = "pothole", .answers = answers, .place = {.point = where}}); });
}

Case TestCity::load(CaseId id) {
  return view(system_actor("test"), [&](View const& view) { return load_case(view, id); });
}

std::string TestCity::events(CaseId id) {
  std::vector<std::string> types;
  for (auto const& event : view(system_actor("test"), [&](View const& view) { return events_of(view, id); })) types.push_back(event.type);
  return join(types, " ");
}

}  // namespace cityhall
