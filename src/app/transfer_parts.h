#pragma once
// What an export and an import share: the steps of the schema that a city has had, the tables that move, and how they are described.

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/process.h"
#include "base/json_fwd.h"
#include "store/applied.h"
#include "store/migrations.h"
#include "store/schema.h"

namespace cityhall {

inline constexpr std::string_view export_format = "cityhall-export/1";

/// Every step of this program, in the order in which they are applied.
std::vector<store::Migration> all_steps(Process const& process);
/// Those of the program's steps that are among `applied`. Throws Refusal(invalid, "import.newer_version" or "import.other_version") when
/// the program lacks one, or has it with another text.
std::vector<store::Migration> steps_among(std::vector<store::Migration> const& all, std::span<store::AppliedStep const> applied);

/// The schema that these steps make.
store::Schema schema_of(std::vector<store::Migration> const& steps);
/// All that move, each after those that it refers to.
std::vector<store::Table const*> moved_tables(store::Schema const& schema);
Json columns_json(store::Table const& table);

/// Throws Refusal(invalid, "export.exists") when there is something.
void refuse_existing(std::filesystem::path const& path);
/// A name of one file, that leads nowhere else.
bool is_plain_name(std::string_view name);

/// A folder beside the goal that goes away unless it became the goal.
class Workplace {
 public:
  explicit Workplace(std::filesystem::path path) : path_{std::move(path)} { std::filesystem::remove_all(path_); }
  ~Workplace() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Workplace(Workplace const&) = delete;
  Workplace& operator=(Workplace const&) = delete;
  std::filesystem::path const& path() const { return path_; }
  void become(std::filesystem::path const& goal) { std::filesystem::rename(path_, goal); }

 private:
  std::filesystem::path path_;
};

}  // namespace cityhall
