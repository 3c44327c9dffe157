#include "services/front/cities.h"

#include <algorithm>

#include "kernel/accounts/gate.h"
#include "kernel/cases/timeline.h"
#include "kernel/jobs/runner.h"

namespace cityhall {

std::vector<std::string> live_topics(Event const& event) {
  std::vector<std::string> topics{"desk"};
  // The stream of a case is the reporter's.
  if (event.subject.case_id && is_told(event.type, Audience::reporter)) topics.push_back("case/" + to_text(event.subject.case_id));
  if (event.subject.crew_id) topics.push_back("crew/" + to_text(event.subject.crew_id));
  return topics;
}

ServedCity::ServedCity(std::string slug, std::filesystem::path const& folder, CityParts const& parts, std::span<Module const> modules)
    : slug_{std::move(slug)}, city_{std::make_unique<City>(folder, parts)}, modules_{modules} {
  city_->on_events = [this](std::span<Event const> events) {
    // A page that hears of it fetches itself again: what stands in the event is not sent.
    for (auto const& event : events) live_.publish(live_topics(event), {.id = event.id.value, .name = event.type, .data = "{}"});
  };
  city_->gate().on_session_ended = [this](std::string_view token_hash) {
    live_.close_if([&](web::Listener const& listener) { return listener.session == token_hash; });
  };
}

ServedCity::~ServedCity() { stop_jobs(); }

void ServedCity::start_jobs() {
  auto jobs = kernel_jobs();
  for (auto const& module : modules_)
    for (auto const& job : module.jobs) jobs.push_back({std::string{job.name}, job.every, job.run});
  jobs_ = std::make_unique<JobRunner>(*city_, std::move(jobs));
}

void ServedCity::stop_jobs() { jobs_.reset(); }

ServedCity& Cities::add(std::unique_ptr<ServedCity> city) {
  auto* const added = city.get();
  added->city().host_is_taken = [this, added](std::string_view host) {
    return std::any_of(cities_.begin(), cities_.end(), [&](auto const& other) {
      auto const hosts = other->city().settings.get()->own_hosts();
      return other.get() != added && std::find(hosts.begin(), hosts.end(), host) != hosts.end();
    });
  };
  return *cities_.emplace_back(std::move(city));
}

ServedCity* Cities::by_host(std::string_view host) const {
  ServedCity* only = nullptr;
  for (auto const& served : cities_) {
    auto const hosts = served->city().settings.get()->own_hosts();
    if (std::find(hosts.begin(), hosts.end(), host) != hosts.end()) return served.get();
    if (cities_.size() == 1 && served->city().settings.get()->hosts.empty()) only = served.get();
  }
  return only;
}

}  // namespace cityhall
