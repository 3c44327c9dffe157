#pragma once
// Open311: what a city offers. A service, and the attributes that it asks for.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cityhall::standards::open311 {

enum class ServiceType { realtime, batch, blackbox };
enum class Datatype { string, number, datetime, text, singlevaluelist, multivaluelist };

/// The word of the standard.
std::string_view to_text(ServiceType type);
/// The word of the standard.
std::string_view to_text(Datatype type);
/// Nothing for a word that the standard does not have.
std::optional<ServiceType> service_type(std::string_view text);
/// Nothing for a word that the standard does not have.
std::optional<Datatype> datatype(std::string_view text);

struct Service {
  std::string code;
  std::string name;
  std::string description{};
  bool metadata = false;     // "this service request type requires additional metadata": it has a definition
  ServiceType type = ServiceType::realtime;
  std::string keywords{};    // comma separated
  std::string group{};
  bool operator==(Service const&) const = default;
};

struct Choice {
  std::string key;
  std::string name;
  bool operator==(Choice const&) const = default;
};

struct Attribute {
  bool variable = true;      // false: only text to show
  std::string code;
  Datatype datatype = Datatype::string;
  bool required = false;
  std::string datatype_description{};
  int order = 1;             // "any positive integer not used for other attributes in the same service_code"
  std::string description{};
  std::vector<Choice> values{};
  bool operator==(Attribute const&) const = default;
};

struct ServiceDefinition {
  std::string service_code;
  std::vector<Attribute> attributes{};
  bool operator==(ServiceDefinition const&) const = default;
};

}  // namespace cityhall::standards::open311
