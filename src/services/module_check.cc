#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "services/module.h"

namespace cityhall {
namespace {

struct Names {
  std::set<std::string_view> permissions{"public", "signed-in", "key", "signature"};
  std::set<std::string_view> events;
};

using Faults = std::vector<std::string>;

void once(std::map<std::string, std::string_view>& seen, std::string key, std::string_view module, Faults& faults) {
  auto const [other, fresh] = seen.emplace(key, module);
  if (!fresh) faults.push_back(fmt::format("{}: {} is declared by {} already; each may stand once", module, key, other->second));
}

Names collect(std::span<Module const> modules, Faults& faults) {
  Names names;
  std::map<std::string, std::string_view> seen;
  for (auto const& module : modules) {
    once(seen, fmt::format("module {}", module.name), module.name, faults);
    for (auto const& permission : module.permissions) {
      once(seen, fmt::format("permission {}", permission.name), module.name, faults);
      names.permissions.insert(permission.name);
    }
    for (auto const& consumer : module.consumers) once(seen, fmt::format("consumer {}", consumer.name), module.name, faults);
    for (auto const& job : module.jobs) once(seen, fmt::format("job {}", job.name), module.name, faults);
    for (auto const& component : module.components) once(seen, fmt::format("component {}", component.name), module.name, faults);
    for (auto const& route : module.routes)
      once(seen, fmt::format("route {} {}", web::to_text(route.method), route.path), module.name, faults);
    names.events.insert(module.publishes.begin(), module.publishes.end());
  }
  return names;
}

void check_route(Module const& module, Route const& route, Names const& names, Faults& faults) {
  auto const place = fmt::format("{}: route {} {}", module.name, web::to_text(route.method), route.path);
  if (route.permission.empty()) faults.push_back(place + " names no permission; say \"public\" aloud if everyone may use it");
  else if (!names.permissions.contains(route.permission))
    faults.push_back(fmt::format("{} needs the permission {}, which no module declares", place, route.permission));
  if ((route.permission == "signature") != (route.signature != nullptr))
    faults.push_back(place + " is let in by its signature exactly when it names who checks it; give both or neither");
  if (route.handler == nullptr) faults.push_back(place + " has no handler");
  if (route.summary.empty()) faults.push_back(place + " has no summary; the API reference is made from it");
  if (route.access == Access::write && web::is_safe(route.method))
    faults.push_back(place + " writes on a safe method; use POST, PUT, PATCH or DELETE");
}

void check_module(Module const& module, Names const& names, Faults& faults) {
  if (module.title.empty()) faults.push_back(fmt::format("{}: has no title", module.name));
  for (auto const& route : module.routes) check_route(module, route, names, faults);
  for (auto const& consumer : module.consumers)
    for (auto const type : consumer.event_types)
      if (!names.events.contains(type))
        faults.push_back(fmt::format("{}: the consumer {} waits for {}, which nobody publishes", module.name, consumer.name, type));
  for (auto const& permission : module.permissions)
    if (!permission.name.starts_with(fmt::format("{}.", module.name)))
      faults.push_back(fmt::format("{}: the permission {} must begin with the module's name and a dot", module.name, permission.name));
  for (auto const& entry : module.menu)
    if (!names.permissions.contains(entry.permission))
      faults.push_back(fmt::format("{}: the menu entry {} needs the permission {}, which no module declares", module.name, entry.path,
                                   entry.permission));
}

}  // namespace

std::vector<std::string> check_modules(std::span<Module const> modules) {
  Faults faults;
  auto const names = collect(modules, faults);
  for (auto const& module : modules) check_module(module, names, faults);
  return faults;
}

}  // namespace cityhall
