#include "kernel/directory/directory.h"

#include <algorithm>

namespace cityhall {
namespace {

bool covers(Crew const& crew, std::span<ZoneId const> zones) {
  if (crew.zones.empty()) return true;
  return std::any_of(zones.begin(), zones.end(),
                     [&](ZoneId zone) { return std::find(crew.zones.begin(), crew.zones.end(), zone) != crew.zones.end(); });
}

/// How well a crew serves a queue: 3 named, 2 by a department's wildcard, 1 by "*", 0 not at all.
int service_of(Crew const& crew, std::string_view queue) {
  int best = 0;
  for (auto const& pattern : crew.queues) {
    if (!queue_matches(pattern, queue)) continue;
    best = std::max(best, pattern == queue ? 3 : pattern == "*" ? 1 : 2);
  }
  return best;
}

std::string words_of(std::string_view part) {
  std::string words{part};
  std::replace_if(words.begin(), words.end(), [](char letter) { return letter == '-' || letter == '_'; }, ' ');
  return words;
}

std::string capitalised(std::string words) {
  if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') words.front() = static_cast<char>(words.front() - 'a' + 'A');
  return words;
}

}  // namespace

bool queue_matches(std::string_view pattern, std::string_view queue) {
  if (pattern == "*") return true;
  if (!pattern.ends_with("/*")) return pattern == queue;
  auto const department = pattern.substr(0, pattern.size() - 2);
  return queue == department || (queue.starts_with(department) && queue.substr(department.size()).starts_with('/'));
}

Directory::Directory(std::vector<Crew> crews, std::vector<Queue> queues) : crews_{std::move(crews)}, queues_{std::move(queues)} {
  std::sort(crews_.begin(), crews_.end(), [](Crew const& a, Crew const& b) { return a.id < b.id; });
  std::sort(queues_.begin(), queues_.end(), [](Queue const& a, Queue const& b) { return a.id < b.id; });
}

Crew const* Directory::crew(CrewId id) const {
  auto const found = std::find_if(crews_.begin(), crews_.end(), [&](Crew const& crew) { return crew.id == id; });
  return found == crews_.end() ? nullptr : &*found;
}

Crew const* Directory::crew_for(std::string_view queue, std::span<ZoneId const> zones) const {
  Crew const* best = nullptr;
  auto best_score = std::pair{0, false};
  for (auto const& crew : crews_) {
    if (!crew.active || !covers(crew, zones)) continue;
    auto const score = std::pair{service_of(crew, queue), !crew.zones.empty()};
    if (score.first == 0 || (best && score <= best_score)) continue;
    best = &crew;
    best_score = score;
  }
  return best;
}

std::string Directory::title_of(std::string_view queue, std::string_view language) const {
  auto const found = std::find_if(queues_.begin(), queues_.end(), [&](Queue const& known) { return known.id == queue; });
  if (found != queues_.end()) {
    auto const told = found->titles.find(std::string{language});
    if (told != found->titles.end()) return told->second;
    if (!found->title.empty()) return found->title;
  }
  auto const slash = queue.rfind('/');
  if (slash == std::string_view::npos) return capitalised(words_of(queue));
  return title_of(queue.substr(0, slash), language) + ", " + words_of(queue.substr(slash + 1));
}

}  // namespace cityhall
