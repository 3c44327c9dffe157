#pragma once
// What one running program owns: clock, chance, translations, workers, modules, cities. Made once in main and passed down; there are no
// globals.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.h"
#include "base/random.h"
#include "base/time.h"
#include "kernel/accounts/password.h"
#include "kernel/files/photo_workshop.h"
#include "services/front/cities.h"
#include "services/module.h"

namespace cityhall {

class Process {
 public:
  /// For the command line: the system's clock and randomness.
  explicit Process(std::filesystem::path data);
  /// For tests and simulation.
  Process(std::filesystem::path data, Clock const& clock, Random& random);
  ~Process();

  std::filesystem::path const& data() const { return data_; }
  std::span<Module const> modules() const { return modules_; }
  Clock const& clock() const { return *clock_; }

  /// Names of the cities in the data folder, sorted.
  std::vector<std::string> slugs() const;
  std::filesystem::path folder_of(std::string_view slug) const;
  /// Opens (or makes) a city, seeds its roles. Throws Refusal in words for the operator.
  std::unique_ptr<ServedCity> open(std::string const& slug);
  /// Opens it to look at, also beside the program that serves it; then nothing can be changed. Throws as open() does, and where the city's
  /// tables are of another version of the program.
  std::unique_ptr<ServedCity> open_to_read(std::string const& slug);

 private:
  std::filesystem::path data_;
  std::unique_ptr<Clock const> own_clock_;
  std::unique_ptr<Random> own_random_;
  Clock const* clock_;
  Random* random_;
  Translations translations_;
  PasswordThreads passwords_;
  PhotoWorkshop photos_;
  std::vector<Module> modules_;
  std::vector<store::Migration> migrations_;
  std::vector<Consumer> consumers_;
};

/// Lower case, digits and "-": the name of a city's folder.
std::string slug_of(std::string_view city_name);

}  // namespace cityhall
