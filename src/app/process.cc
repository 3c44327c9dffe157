#include "app/process.h"

#include <algorithm>

#include "app/modules.h"
#include "base/slug.h"
#include "kernel/run_unit.h"
#include "po/spanish.h"

namespace cityhall {
namespace {

Translations shipped_translations() {
  Translations translations;
  translations.add("es", Catalogue::from_mo(spanish_mo()));
  return translations;
}

}  // namespace

std::string slug_of(std::string_view city_name) {
  auto slug = slug_from(city_name, 200);
  return slug.empty() ? "city" : slug;
}

Process::Process(std::filesystem::path data)
    : data_{std::move(data)},
      own_clock_{std::make_unique<SystemClock>()},
      own_random_{std::make_unique<SystemRandom>()},
      clock_{own_clock_.get()},
      random_{own_random_.get()},
      translations_{shipped_translations()},
      modules_{all_modules()},
      migrations_{migrations_of(modules_)},
      consumers_{consumers_of(modules_)} {}

Process::Process(std::filesystem::path data, Clock const& clock, Random& random)
    : data_{std::move(data)},
      clock_{&clock},
      random_{&random},
      translations_{shipped_translations()},
      modules_{all_modules()},
      migrations_{migrations_of(modules_)},
      consumers_{consumers_of(modules_)} {}

Process::~Process() = default;

std::filesystem::path Process::folder_of(std::string_view slug) const { return data_ / "cities" / slug; }

std::vector<std::string> Process::slugs() const {
  std::vector<std::string> slugs;
  std::error_code none;
  for (auto const& entry : std::filesystem::directory_iterator{data_ / "cities", none})
    if (entry.is_directory()) slugs.push_back(entry.path().filename());
  std::sort(slugs.begin(), slugs.end());
  return slugs;
}

std::unique_ptr<ServedCity> Process::open(std::string const& slug) {
  CityParts const parts{.clock = *clock_,
                        .random = *random_,
                        .translations = translations_,
                        .module_migrations = migrations_,
                        .consumers = consumers_,
                        .photos = &photos_,
                        .passwords = &passwords_};
  auto served = std::make_unique<ServedCity>(slug, folder_of(slug), parts, modules_);
  run_unit(served->city(), system_actor("start"), [&](Unit& unit) { seed_roles(unit, permission_defaults(modules_)); });
  return served;
}

std::unique_ptr<ServedCity> Process::open_to_read(std::string const& slug) {
  // Without consumers and passwords it is only looked at: see kernel/city.cc.
  CityParts const parts{.clock = *clock_, .random = *random_, .translations = translations_, .module_migrations = migrations_,
                        .photos = &photos_};
  return std::make_unique<ServedCity>(slug, folder_of(slug), parts, modules_);
}

}  // namespace cityhall
