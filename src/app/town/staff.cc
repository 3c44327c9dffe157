#include "app/town/staff.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "app/catalogue.h"
#include "app/simulation/dice.h"
#include "base/json.h"
#include "base/text.h"

namespace cityhall::town {
namespace {

/// How a trade is divided.
enum class Spread { two_parts, everywhere, specialists };

struct Trade {
  std::string_view name;
  std::string_view queues;
  Spread spread = Spread::everywhere;
};

constexpr std::array trades{Trade{"Streets", "streets/*", Spread::two_parts},
                            Trade{"Lighting and signals", "lighting/*;signals/*"},
                            Trade{"Sanitation", "sanitation/*"},
                            Trade{"Carts and large items", "sanitation/carts;sanitation/cold", Spread::specialists},
                            Trade{"Parks and trees", "parks/*"},
                            Trade{"City forester", "parks/trees", Spread::specialists},
                            Trade{"Water", "water/*"},
                            Trade{"Water lab", "water/quality", Spread::specialists},
                            Trade{"Code officers", "code/*"},
                            Trade{"Building inspectors", "code/buildings;code/housing", Spread::specialists},
                            Trade{"Parking and traffic officers", "police/parking;police/traffic;police/meters", Spread::specialists},
                            Trade{"Animal control", "animals/*", Spread::specialists},
                            Trade{"Public health", "health/*", Spread::specialists},
                            Trade{"Outreach workers", "outreach/*", Spread::specialists}};

constexpr int districts_from = 60'000;  // residents
constexpr int wards_from = 250'000;
constexpr std::size_t crew_size = 3;
constexpr int residents_of_an_agent = 12'000;
constexpr int residents_of_a_dispatcher = 40'000;
constexpr int residents_of_a_manager = 25'000;

/// A village may have no north.
bool has_districts(Town const& town) {
  auto const has = [&](std::string_view name) {
    return std::any_of(town.zones.begin(), town.zones.end(),
                       [&](ZoneCell const& zone) { return zone.layer == "district" && zone.name == name; });
  };
  return has("north") && has("center") && has("south");
}

/// Parts of the town as (what follows the name of a crew, zones).
std::vector<std::pair<std::string, std::string>> parts_for(Spread spread, Town const& town) {
  auto const residents = town.wish.residents;
  if (spread == Spread::specialists || !has_districts(town)) return {{"", ""}};
  std::vector<std::pair<std::string, std::string>> parts;
  if (residents >= wards_from) {
    for (int ward = 1; ward <= 6; ++ward) parts.emplace_back(fmt::format(", Ward {}", ward), fmt::format("ward:Ward {}", ward));
    return parts;
  }
  if (residents >= districts_from) return {{" north", "district:north"}, {" center", "district:center"}, {" south", "district:south"}};
  if (spread == Spread::two_parts) return {{" north", "district:north"}, {" center and south", "district:center;district:south"}};
  return {{"", ""}};
}

/// Rows of people.csv; nobody has another one's name.
class Payroll {
 public:
  explicit Payroll(Town const& town)
      : dice_{town.wish.seed + 311}, words_(*parse_json(catalogue_file("demo/year.json"))), domain_{fold(town.wish.name) + ".example"} {
    std::erase_if(domain_, [](char letter) { return letter == ' '; });
  }

  void add(std::string const& name, std::string const& mailbox, std::string_view role, std::string_view crew = {}) {
    taken_.insert(name);
    text_ += fmt::format("{},{}@{},{},\"{}\",en\n", name, mailbox, domain_, role, crew);
  }
  void hire(std::size_t count, std::string_view role, std::string_view crew = {}) {
    for (std::size_t i = 0; i < count; ++i) {
      auto const name = fresh_name();
      auto mailbox = fold(name);
      std::replace(mailbox.begin(), mailbox.end(), ' ', '.');
      add(name, mailbox, role, crew);
    }
  }
  std::string const& text() const { return text_; }

 private:
  std::string any(char const* list) {
    auto const& names = words_.at(list);
    return names.at(dice_.below(names.size())).get<std::string>();
  }
  std::string fresh_name() {
    for (int tries = 0; tries < 200; ++tries) {
      auto name = any("first_names") + " " + any("last_names");
      if (taken_.insert(name).second) return name;
    }
    auto const middle = static_cast<char>('A' + taken_.size() % 26);
    for (int number = 2;; ++number) {
      auto name = fmt::format("{} {} {} {}", any("first_names"), middle, any("last_names"), number);
      if (taken_.insert(name).second) return name;
    }
  }

  simulation::Dice dice_;
  Json words_;
  std::string domain_;
  std::set<std::string> taken_{};
  std::string text_{"name,email,roles,crew,language\n"};
};

std::size_t one_for_each(int residents, int of) { return 1 + static_cast<std::size_t>(residents / of); }

}  // namespace

std::vector<TownCrew> crews_of(Town const& town) {
  std::vector<TownCrew> crews;
  for (auto const& trade : trades)
    for (auto const& [name, zones] : parts_for(trade.spread, town))
      crews.push_back({std::string{trade.name} + name, std::string{trade.queues}, zones});
  return crews;
}

std::string crews_csv(Town const& town) {
  std::string text = "name,queues,zones\n";
  for (auto const& crew : crews_of(town)) text += fmt::format("\"{}\",{},{}\n", crew.name, crew.queues, crew.zones);
  return text;
}

std::string people_csv(Town const& town) {
  auto const crews = crews_of(town);
  auto const residents = town.wish.residents;
  Payroll payroll{town};
  payroll.add("Dana Whitlock", "dispatcher", "dispatcher");
  payroll.add("Luis Ortega", "crew", "crew", crews.at(1).name);
  payroll.add("Ana Ruiz", "agent", "agent");
  payroll.add("Mo Keller", "manager", "manager");
  payroll.add("Ida Novak", "admin", "administrator");
  payroll.hire(one_for_each(residents, residents_of_a_dispatcher), "dispatcher");
  payroll.hire(one_for_each(residents, residents_of_an_agent), "agent");
  payroll.hire(one_for_each(residents, residents_of_a_manager), "manager");
  for (auto const& crew : crews) payroll.hire(crew_size, "crew", crew.name);
  return payroll.text();
}

}  // namespace cityhall::town
