#pragma once
// Map tiles in one MBTiles file (MBTiles specification 1.3: an SQLite file with the tables metadata and tiles).

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace cityhall::store {

class Connection;

/// Column and row count from the upper left of the world map ("XYZ"); the file counts rows from below.
struct TileAddress {
  int zoom = 0;
  std::int64_t x = 0;
  std::int64_t y = 0;
};

/// Reads. May be asked from many threads.
class TileArchive {
 public:
  /// Throws StoreError when the file is missing or is no MBTiles file.
  explicit TileArchive(std::filesystem::path const& path);
  ~TileArchive();
  /// The bytes as stored (vector tiles: gzip); nothing outside the map.
  std::optional<std::string> find(TileAddress tile) const;
  /// "bounds", "maxzoom", "attribution", …; empty when not said.
  std::string metadata(std::string_view name) const;

 private:
  mutable std::mutex mutex_;
  std::unique_ptr<Connection> connection_;
};

/// Writes a new archive; it appears under its name only when complete and synced.
class TileArchiveWriter {
 public:
  explicit TileArchiveWriter(std::filesystem::path path);
  /// Without finish() the unfinished file is removed.
  ~TileArchiveWriter();
  TileArchiveWriter(TileArchiveWriter const&) = delete;
  TileArchiveWriter& operator=(TileArchiveWriter const&) = delete;
  void put(TileAddress tile, std::string_view bytes);
  void describe(std::string_view name, std::string_view value);
  void finish();

 private:
  std::filesystem::path path_;
  std::filesystem::path part_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace cityhall::store
