#include "kernel/city.h"

#include <unistd.h>

#include <array>

#include "base/refusal.h"
#include "kernel/accounts/gate.h"
#include "kernel/assets/asset_index.h"
#include "kernel/cases/case_text.h"
#include "kernel/definitions/definitions_store.h"
#include "kernel/directory/load.h"
#include "kernel/events/rows.h"
#include "kernel/knowledge/article_rows.h"
#include "kernel/notices/wording.h"
#include "kernel/parcels/parcel_index.h"
#include "kernel/places/address_index.h"
#include "kernel/places/base_map.h"
#include "kernel/places/load_zones.h"
#include "kernel/places/place_names.h"
#include "kernel/places/street.h"
#include "kernel/publications/publication_rows.h"
#include "kernel/publications/site.h"
#include "kernel/search/service_words.h"
#include "kernel/settings/calendars.h"
#include "kernel/settings/settings_store.h"
#include "kernel/subscriptions/subscribers.h"
#include "kernel/threads.h"
#include "store/applied.h"
#include "store/blobs.h"
#include "store/database.h"
#include "store/migrations.h"
#include "store/node.h"
#include "store/tile_archive.h"

namespace cityhall {

std::span<store::Migration const> kernel_migrations();

namespace {

std::string host_and_process() {
  std::array<char, 256> host{};
  if (gethostname(host.data(), host.size() - 1) != 0) host[0] = '\0';
  return std::string{host.data()} + ", process " + std::to_string(getpid());
}

std::vector<store::Migration> all_migrations(std::span<store::Migration const> of_modules) {
  std::vector<store::Migration> all;
  for (auto const part : {store::store_migrations(), kernel_migrations(), of_modules}) all.insert(all.end(), part.begin(), part.end());
  return all;
}

/// Nothing follows its events and nobody signs in: such a city is only looked at, and may be opened beside the program that serves it.
bool is_only_looked_at(CityParts const& parts) { return parts.consumers.empty() && parts.passwords == nullptr; }

struct OpenedDatabase {
  std::unique_ptr<store::Database> db;
  bool to_read = false;
};

OpenedDatabase open_database(std::filesystem::path const& folder, CityParts const& parts) {
  // What people told the city is nobody else's business on this machine.
  if (std::filesystem::create_directories(folder)) std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
  // Each reader's own cache is small. The file is not mapped: eighteen mappings of one file of a gigabyte count as eighteen gigabytes
  // wherever memory is counted and limited.
  store::SqliteOptions options{.readers = readers, .reader_cache_bytes = 4LL << 20, .mmap_bytes = 0};
  try {
    return {store::open_sqlite(folder / "city.db", options)};
  } catch (Refusal const& refusal) {
    if (refusal.code != "store.in_use" || !is_only_looked_at(parts)) throw;
    options.access = store::Access::read_only;
    return {store::open_sqlite(folder / "city.db", options), true};
  }
}

/// A database that is opened for reading must have the tables of this very program.
void require_same_steps(store::Database& db, std::span<store::Migration const> migrations) {
  auto const applied = db.read(store::applied_steps);
  if (applied.size() == migrations.size()) return;
  throw unavailable("store.other_version", _("The program that serves this city is of another version than this one."),
                    _("Restart it, so that both are of the same version."));
}

}  // namespace

void Waker::operator()() const {
  std::lock_guard const lock{mutex_};
  if (listener_) listener_();
}

void Waker::set(std::function<void()> listener) {
  std::lock_guard const lock{mutex_};
  listener_ = std::move(listener);
}

City::City(std::filesystem::path folder, CityParts parts) : folder_{std::move(folder)}, parts_{parts} {
  auto opened = open_database(folder_, parts_);
  db_ = std::move(opened.db);
  blobs_ = store::open_blobs(folder_ / "blobs", clock());
  auto const migrations = all_migrations(parts_.module_migrations);
  EventId last{};
  if (opened.to_read) {
    require_same_steps(*db_, migrations);
    last = db_->read([](store::Reader& reader) { return newest_event(reader); });
  } else {
    store::migrate(*db_, migrations, clock());
    node_holder_ = host_and_process();
    last = db_->write([&](store::Transaction& tx) {
      address_boxes().create(tx);
      asset_boxes().create(tx);
      asset_words().create(tx);
      parcel_boxes().create(tx);
      case_texts().create(tx);
      article_words().create(tx);
      publication_words().create(tx);
      subscription_circles().create(tx);
      node_ = store::lease_node(tx, node_holder_, clock().now());
      return newest_event(tx);
    });
  }
  ids_ = std::make_unique<IdMaker>(clock(), node_, last.value);
  gate_ = std::make_unique<Gate>(folder_, clock(), random(), parts_.passwords);
  db_->read([&](store::Reader& reader) {
    settings.set(load_settings(reader, gate_->secrets()));
    calendar.set(load_calendar(reader, *settings.get()));
    definitions.set(load_definitions(reader, to_iso(zone().date_of(clock().now()))));
    zones.set(load_zones(reader));
    streets.set(load_streets(reader));
    directory.set(load_directory(reader));
    wordings.set(load_wordings(reader));
    site.set(load_site(reader, clock().now()));
  });
  load_base_map(*this);
}

City::~City() {
  if (!db_) return;
  try {
    db_->write([&](store::Transaction& tx) { store::release_node(tx, node_, node_holder_); });
  } catch (std::exception const&) {
    // A lease that is not given back runs out by itself.
  }
  db_->close();
}

void City::renew_node() {
  bool const kept = db_->write([&](store::Transaction& tx) { return store::renew_node(tx, node_, node_holder_, clock().now()); });
  if (!kept)
    throw unavailable("node.lost", _("Another program has taken over this program's node number in the database."),
                      _("Stop one of the two programs that work on this city's data."));
}

}  // namespace cityhall
