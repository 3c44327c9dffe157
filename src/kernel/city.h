#pragma once
// One jurisdiction and everything that belongs to it. A process serves one or many; each has its own database. There are no globals:
// whatever needs the city is given a City&.

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/message.h"
#include "base/random.h"
#include "base/time.h"
#include "base/time_zone.h"
#include "kernel/events/event.h"
#include "kernel/settings.h"
#include "kernel/snapshot.h"

namespace cityhall::store {
class Blobs;
class Database;
class TileArchive;
struct Migration;
}  // namespace cityhall::store

namespace cityhall {

class BusinessCalendar;
class DefinitionSet;
class Directory;  // crews, queues and who covers what
class Gate;       // sessions, limits, secrets: kernel/accounts/gate.h
class OwnWordings;
class PasswordThreads;
class PhotoWorkshop;
class PlaceNames;
class Site;  // what stands on every public page: kernel/publications/site.h
class StreetSet;
struct ServiceWords;
class ZoneSet;

/// What a city is opened with. Everything referred to must outlive the city.
struct CityParts {
  Clock const& clock;
  Random& random;
  Translations const& translations;
  std::span<store::Migration const> module_migrations{};
  std::span<Consumer const> consumers{};
  PhotoWorkshop* photos = nullptr;       // null: photos are refused as unavailable
  PasswordThreads* passwords = nullptr;  // null: hashing happens on the caller's thread
};

/// Rings for whoever listens. The listener may come and go while others ring.
class Waker {
 public:
  void operator()() const;
  void set(std::function<void()> listener);

 private:
  mutable std::mutex mutex_;
  std::function<void()> listener_;
};

class City {
 public:
  /// Opens (or makes) the database and blobs in `folder`, migrates, and loads the snapshots.
  /// Throws Refusal or StoreError in words for the operator.
  City(std::filesystem::path folder, CityParts parts);
  ~City();
  City(City const&) = delete;
  City& operator=(City const&) = delete;

  std::filesystem::path const& folder() const { return folder_; }
  store::Database& db() { return *db_; }
  store::Blobs& blobs() { return *blobs_; }
  Clock const& clock() const { return parts_.clock; }
  Random& random() { return parts_.random; }
  IdMaker& ids() { return *ids_; }
  Gate& gate() { return *gate_; }
  PhotoWorkshop* photos() const { return parts_.photos; }
  Translations const& translations() const { return parts_.translations; }
  /// Where the city's people read the clock.
  TimeZone zone() const { return TimeZone{settings.get()->time_zone}; }
  std::span<Consumer const> consumers() const { return parts_.consumers; }
  /// Keeps the node number of the ids; a job calls it. Throws Refusal(unavailable, "node.lost") when another program has it.
  void renew_node();

  Snapshot<Settings> settings;
  Snapshot<DefinitionSet> definitions;
  Snapshot<ZoneSet> zones;
  Snapshot<StreetSet> streets;
  Snapshot<BusinessCalendar> calendar;
  Snapshot<Directory> directory;
  Snapshot<OwnWordings> wordings;
  Snapshot<Site> site;
  Snapshot<PlaceNames> place_names{nullptr};  // read by the first search after they changed
  Snapshot<store::TileArchive> map{nullptr};  // null: the city has no map
  Snapshot<ServiceWords> service_words;       // made by the first search after the definitions changed

  /// Called after each commit with the events that it made, in order, on the writer thread: must be quick. Set before serving.
  std::function<void(std::span<Event const>)> on_events;
  /// Another city of this process answers to that name; nothing when it serves one alone. Set before serving.
  std::function<bool(std::string_view host)> host_is_taken;
  /// Tells the job runner that there is something to do; cheap, from any thread. Nothing where none runs.
  Waker wake_jobs;
  /// The program ends: a job with much to do stops between two pieces of it, and goes on after the next start.
  std::atomic<bool> stopping{false};

 private:
  std::filesystem::path folder_;
  CityParts parts_;
  std::unique_ptr<store::Database> db_;
  std::unique_ptr<store::Blobs> blobs_;
  std::unique_ptr<IdMaker> ids_;
  unsigned node_ = 0;  // leased from the database, given back by the destructor
  std::string node_holder_;
  std::unique_ptr<Gate> gate_;  // made before the settings are loaded: it opens their secrets
};

}  // namespace cityhall
