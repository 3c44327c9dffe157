#pragma once
// Services for what the other system calls its requests: a plain definition each, for a clerk to refine later.

#include "services/imports/row_reader.h"
#include "services/imports/survey.h"

namespace cityhall {
class City;
struct Actor;
}  // namespace cityhall

namespace cityhall::imports {

/// What a service file is made from.
struct ServiceDraft {
  std::string id{};
  std::string title{};      // as the other system calls it
  std::string owner{};      // a slug
  std::string queue{};
  std::string group{};
  int promise_hours = 0;    // 0: none
};

struct NamedDrafts {
  ServiceIds ids{};
  std::vector<ServiceDraft> drafts{};
};
/// An id for every service of the survey; two names never get the same one. Owner, queue, group and promise are the usual ones of its rows.
NamedDrafts draft_services(Survey const& survey, Profile const& profile);

/// The service file (format city-service/1) in the city's languages.
std::string service_file(ServiceDraft const& draft, std::vector<std::string> const& languages);

/// Publishes those that the city does not have. Gives how many. Throws Refusal(invalid) naming what is wrong with one.
std::size_t publish_missing(City& city, Actor const& actor, std::vector<ServiceDraft> const& drafts);

}  // namespace cityhall::imports
