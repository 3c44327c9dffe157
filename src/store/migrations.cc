#include "store/migrations.h"

#include <map>

#include "base/crypto.h"
#include "base/log.h"
#include "base/refusal.h"
#include "store/engine_sql.h"

namespace cityhall::store {
namespace {

using Key = std::pair<std::string, int>;

struct Applied {
  std::string name;
  std::string hash;
};

std::string label(std::string_view module, int number, std::string_view name) {
  auto digits = std::to_string(number);
  digits.insert(0, digits.size() < 4 ? 4 - digits.size() : 0, '0');
  return std::string{module} + "/" + digits + "_" + std::string{name};
}

std::string label(Migration const& step) { return label(step.module, step.number, step.name); }

void create_table(Transaction& tx) {
  EngineSql::script(tx, translate(R"sql(CREATE TABLE IF NOT EXISTS migrations (
                                          module TEXT NOT NULL, -- internal
                                          number BIGINT NOT NULL, -- internal
                                          name TEXT NOT NULL, -- internal
                                          hash TEXT NOT NULL, -- internal
                                          applied_at BIGINT NOT NULL, -- internal
                                          PRIMARY KEY (module, number)
                                        ))sql",
                                  tx.engine()));
}

std::map<Key, Applied> read_applied(Reader& reader) {
  std::map<Key, Applied> applied;
  for (auto const row : reader.query(R"sql(SELECT module, number, name, hash FROM migrations)sql")) {
    auto [module, number, name, hash] = row.as<std::string, int, std::string, std::string>();
    applied.emplace(Key{std::move(module), number}, Applied{.name = std::move(name), .hash = std::move(hash)});
  }
  return applied;
}

void check_order(std::span<Migration const> steps) {
  std::map<std::string_view, int> last;
  for (auto const& step : steps) {
    int& number = last[step.module];
    if (step.number <= number) {
      throw unavailable("store.migration_order",
                        _("The migration {name} comes after a number that is not smaller.").with("name", label(step)),
                        _("Give it the next free number of its module."));
    }
    number = step.number;
  }
}

void check_known(std::map<Key, Applied> const& applied, std::span<Migration const> steps) {
  std::map<Key, Migration const*> known;
  for (auto const& step : steps) known.emplace(Key{step.module, step.number}, &step);
  for (auto const& [key, entry] : applied) {
    auto const found = known.find(key);
    if (found == known.end()) {
      throw unavailable("store.migration_unknown",
                        _("The database has a step that this program does not know: {name}. A newer program has worked with it.")
                            .with("name", label(key.first, key.second, entry.name)),
                        _("Start the newer program again, or restore the backup from before the update."));
    }
    if (sha256_hex(found->second->sql) != entry.hash) {
      throw unavailable("store.migration_edited",
                        _("The migration {name} was edited after this database had applied it.").with("name", label(*found->second)),
                        _("Put its old text back and write the change as a new migration."));
    }
  }
}

void apply(Transaction& tx, Migration const& step, Time now) {
  EngineSql::script(tx, translate(step.sql, tx.engine()));
  if (step.code != nullptr) step.code(tx);
  tx.run(R"sql(INSERT INTO migrations (module, number, name, hash, applied_at) VALUES ($1, $2, $3, $4, $5))sql", step.module, step.number,
         step.name, sha256_hex(step.sql), now);
}

void apply_step(Database& database, Migration const& step, Clock const& clock) {
  try {
    database.write([&](Transaction& tx) { apply(tx, step, clock.now()); });
  } catch (StoreFull const&) {
    throw;
  } catch (StoreError const& error) {
    throw unavailable("store.migration_failed",
                      _("The migration {name} failed and was undone: {cause}").with("name", label(step)).with("cause", error.what()),
                      _("The database is as it was before. Report this, or go back to the program of before the update."));
  }
  log_info("migration applied", {{"name", label(step)}});
}

}  // namespace

int migrate(Database& database, std::span<Migration const> migrations, Clock const& clock) {
  check_order(migrations);
  database.write(create_table);
  auto const applied = database.read(read_applied);
  check_known(applied, migrations);
  int count = 0;
  for (auto const& step : migrations) {
    if (applied.contains(Key{step.module, step.number})) continue;
    apply_step(database, step, clock);
    ++count;
  }
  return count;
}

}  // namespace cityhall::store
