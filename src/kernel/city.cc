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
#include "store/blobs.h"
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

std::unique_ptr<store::Database> open_database(std::filesystem::path const& folder, CityAccess access) {
  bool const reading = access == CityAccess::reading;
  // What people told the city is nobody else's business on this machine.
  if (!reading && std::filesystem::create_directories(folder)) std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
  // Each reader's own cache is small. The file is not mapped: eighteen mappings of one file of a gigabyte count as eighteen gigabytes
  // wherever memory is counted and limited.
  return store::open_sqlite(folder / "city.db", {.access = reading ? store::Access::read_only : store::Access::read_write,
                                                 .readers = reading ? 2 : static_cast<int>(readers),
                                                 .reader_cache_bytes = 4LL << 20, .mmap_bytes = 0});
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
  bool const reading = parts_.access == CityAccess::reading;
  db_ = open_database(folder_, parts_.access);
  auto const migrations = all_migrations(parts_.module_migrations);
  if (reading) store::require_migrated(*db_, migrations);
  blobs_ = store::open_blobs(folder_ / "blobs", clock());
  auto const newest = reading ? db_->read([](store::Reader& reader) { return newest_event(reader).value; }) : prepare(migrations);
  ids_ = std::make_unique<IdMaker>(clock(), node_, newest);
  gate_ = std::make_unique<Gate>(folder_, clock(), random(), parts_.passwords);
  load_snapshots();
  load_base_map(*this);
}

std::int64_t City::prepare(std::span<store::Migration const> migrations) {
  store::migrate(*db_, migrations, clock());
  node_holder_ = host_and_process();
  return db_->write([&](store::Transaction& tx) {
    address_boxes().create(tx);
    asset_boxes().create(tx);
    asset_words().create(tx);
    case_texts().create(tx);
    article_words().create(tx);
    publication_words().create(tx);
    subscription_circles().create(tx);
    node_ = store::lease_node(tx, node_holder_, clock().now());
    return newest_event(tx).value;
  });
}

void City::load_snapshots() {
  db_->read([&](store::Reader& reader) {
    settings.set(load_settings(reader, gate_->secrets()));
    calendar.set(load_calendar(reader, *settings.get()));
    definitions.set(load_definitions(reader));
    zones.set(load_zones(reader));
    streets.set(load_streets(reader));
    directory.set(load_directory(reader));
    wordings.set(load_wordings(reader));
    site.set(load_site(reader, clock().now()));
  });
}

City::~City() {
  if (!db_ || parts_.access == CityAccess::reading) return;
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
