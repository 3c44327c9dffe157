#pragma once
// Services and their definitions in the JSON API.

#include "base/json_fwd.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/fault.h"
#include "services/endpoint.h"

namespace cityhall {
web::Record<Fault> const& answer_record(Fault const*);
}

namespace cityhall::api {

struct ServiceAnswer {
  DefinitionPtr definition{};
  std::string language{};
};
struct VersionAnswer {
  DefinitionPtr definition{};
  Time published{};
  bool retired = false;
};
struct SourceAnswer {
  std::string service{};
  int version = 0;
  std::string source{};
};
struct ServiceQuery {
  std::string text{};
  std::string cursor{};
  int limit = 50;
};
struct DefinitionBody {
  std::string source{};
};
struct CheckAnswer {
  bool good = false;
  std::vector<Fault> faults{};
};

web::Record<ServiceAnswer> const& answer_record(ServiceAnswer const*);
web::Record<VersionAnswer> const& answer_record(VersionAnswer const*);
web::Record<SourceAnswer> const& answer_record(SourceAnswer const*);
web::Record<CheckAnswer> const& answer_record(CheckAnswer const*);
web::Record<ServiceQuery> const& body_record(ServiceQuery const*);
web::Record<DefinitionBody> const& body_record(DefinitionBody const*);

std::vector<Route> definition_routes();

}  // namespace cityhall::api
