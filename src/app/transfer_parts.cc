#include "app/transfer_parts.h"

#include <algorithm>
#include <array>

#include "app/modules.h"
#include "base/crypto.h"
#include "base/json.h"
#include "base/refusal.h"
#include "store/transfer.h"

namespace cityhall {

std::span<store::Migration const> kernel_migrations();

namespace {

/// Of one running program or one visit: they mean nothing elsewhere.
constexpr std::array<std::string_view, 5> left_behind{"nodes", "sessions", "sign_in_codes", "sign_in_links", "stored_answers"};

}  // namespace

std::vector<store::Migration> all_steps(Process const& process) {
  std::vector<store::Migration> all;
  auto const of_modules = migrations_of(process.modules());
  for (auto const part : {store::store_migrations(), kernel_migrations(), std::span<store::Migration const>{of_modules}})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

std::vector<store::Migration> steps_among(std::vector<store::Migration> const& all, std::span<store::AppliedStep const> applied) {
  std::vector<store::Migration> chosen;
  for (auto const& step : all) {
    auto const found = std::find_if(applied.begin(), applied.end(), [&](store::AppliedStep const& one) {
      return one.module == step.module && one.number == step.number;
    });
    if (found == applied.end()) continue;
    if (found->hash != sha256_hex(step.sql))
      throw invalid("import.other_version",
                    _("It was made by another program: its step {name} of the tables is not that of this one.").with("name", found->name));
    chosen.push_back(step);
  }
  if (chosen.size() == applied.size()) return chosen;
  auto const unknown = std::find_if(applied.begin(), applied.end(), [&](store::AppliedStep const& one) {
    return std::none_of(chosen.begin(), chosen.end(),
                        [&](store::Migration const& step) { return one.module == step.module && one.number == step.number; });
  });
  throw invalid("import.newer_version",
                _("It was made by a newer version of the program: this one does not know the step {name} of the tables.")
                    .with("name", unknown->name),
                _("Use the version that made it, or a newer one."));
}

store::Schema schema_of(std::vector<store::Migration> const& steps) {
  auto schema = store::read_schema(steps);
  if (!schema)
    throw unavailable("export.schema", _("The tables of this program cannot be read: {cause}").with("cause", schema.error().what));
  return std::move(*schema);
}

std::vector<store::Table const*> moved_tables(store::Schema const& schema) {
  auto tables = store::in_order_of_reference(schema);
  std::erase_if(tables, [](store::Table const* table) {
    return std::find(left_behind.begin(), left_behind.end(), table->name) != left_behind.end();
  });
  return tables;
}

Json columns_json(store::Table const& table) {
  Json columns = Json::array();
  for (auto const& column : table.columns) {
    Json one{{"name", column.name}, {"type", column.type}, {"privacy", store::name_of(column.privacy)}};
    if (!column.note.empty()) one["note"] = column.note;
    if (!column.references.empty()) one["references"] = column.references;
    columns.push_back(std::move(one));
  }
  return columns;
}

void refuse_existing(std::filesystem::path const& path) {
  if (std::filesystem::exists(path))
    throw invalid("export.exists", _("{path} is there already.").with("path", path.string()), _("Name a new one, or remove it first."));
}

bool is_plain_name(std::string_view name) {
  return !name.empty() && name.size() <= 200 && !name.starts_with('.') && name.find('/') == std::string_view::npos;
}

}  // namespace cityhall
