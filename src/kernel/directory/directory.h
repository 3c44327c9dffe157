#pragma once
// Who does the work: crews, the queues they serve and the zones they cover.

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/ids.h"
#include "kernel/unit.h"

namespace cityhall {

struct Crew {
  CrewId id{};
  std::string name{};
  std::vector<std::string> queues{};    // "streets/N", "streets/*", "*"
  std::vector<ZoneId> zones{};          // empty: everywhere
  bool active = true;
};

/// A pile of work. A path: department, then what divides it.
struct Queue {
  std::string id{};      // "streets/N"
  std::string title{};   // "Streets, north", in the city's first language
  std::map<std::string, std::string> titles{};  // by other languages of the city
};

/// True when `pattern` ("streets/N", "streets/*", "*") names `queue`. A trailing "/*" also names the department's own queue.
bool queue_matches(std::string_view pattern, std::string_view queue);

/// All crews and queues; immutable, replaced as a whole.
class Directory {
 public:
  Directory() = default;
  Directory(std::vector<Crew> crews, std::vector<Queue> queues);

  std::vector<Crew> const& crews() const { return crews_; }
  std::vector<Queue> const& queues() const { return queues_; }
  Crew const* crew(CrewId id) const;
  /// The active crew that serves the queue and covers one of the zones. A crew named for the very queue wins over a wildcard, one with
  /// zones over one without, then the one made first. Null: nobody.
  Crew const* crew_for(std::string_view queue, std::span<ZoneId const> zones) const;
  /// The title of a queue for people. Where nobody named it, it is made from its parts: "tree-care/north" is "Tree care, north"; a
  /// department that has a name gives it to the queues below.
  std::string title_of(std::string_view queue, std::string_view language = {}) const;

 private:
  std::vector<Crew> crews_;
  std::vector<Queue> queues_;
};

/// Makes a crew (id 0) or replaces it, with its queues and zones. Who is in it stands with the accounts. Appends `crew.saved`. Needs
/// `admin.crews`. Throws Refusal(invalid) for an empty or doubled name, an unknown zone.
CrewId save_crew(Unit& unit, Crew const& crew);
/// Names a queue. Appends `queue.saved`. Needs `admin.crews`. Queues that a route produces exist without being named.
void save_queue(Unit& unit, Queue const& queue);

}  // namespace cityhall
