#pragma once
// A profile says how to read another system's table of requests: columns, time zone, words. A small JSON file, no code.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/actor.h"
#include "kernel/places/place.h"

namespace cityhall::imports {

/// The facts of a request that a column can hold. `external_id`, `service` and `opened` are always needed.
enum class Fact {
  external_id, number, service, title, description, opened, updated, due, closed, status, closing_message,
  address, zip, latitude, longitude, agency, owner, queue, group, channel
};
inline constexpr std::size_t fact_count = 20;
/// The word in the profile: "closing_message".
std::string_view to_text(Fact fact);

/// How closed requests were closed, by the first words of the closing message.
struct OutcomeRule {
  std::string begins{};
  std::string outcome{};
};

/// A column that names a zone, to be compared with the zone that the map gives.
struct Comparison {
  std::string column{};
  std::string layer{};
  std::map<std::string, std::vector<std::string>> names{};  // one word of the file may stand for several zones
  std::set<std::string> no_statement{};                     // words that name no zone, such as the city itself
  std::vector<Point> default_points{};                      // where the other system puts what it could not find
};

struct Profile {
  std::string id{};
  std::string source{};                         // with the external id it is the identity of a case
  std::string time_zone{};                      // empty: the city's
  char separator = ',';
  std::map<Fact, std::string> columns{};
  std::string due_counts_when{};                // a column: where it is empty, the other system held nobody to the due time
  std::map<std::string, bool> is_open{};        // status word in lower case → open
  std::map<std::string, Channel> channels{};    // source word in lower case
  std::vector<OutcomeRule> outcomes{};
  std::string service_prefix{};                 // of the services that are made: "boston-pothole-repair"
  std::optional<Comparison> compare{};
};

/// Throws Refusal(invalid, "profile.faulty") with every fault: unknown members ("did you mean"), missing columns, unknown words.
Profile parse_profile(std::string_view json);
/// A path to a file, or the name of a shipped profile. Throws Refusal(not_found) that lists the shipped ones.
Profile find_profile(std::string_view name_or_path);
std::vector<std::string> shipped_profiles();

}  // namespace cityhall::imports
