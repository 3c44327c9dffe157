#include "store/tile_archive.h"

#include <array>

#include "base/io.h"
#include "store/sqlite/connection.h"

namespace cityhall::store {
namespace {

/// MBTiles 1.3: "rows are numbered from south to north" (Tile Map Service).
std::int64_t row_from_south(TileAddress tile) { return (std::int64_t{1} << tile.zoom) - 1 - tile.y; }

}  // namespace

TileArchive::TileArchive(std::filesystem::path const& path) {
  if (!std::filesystem::exists(path)) throw StoreError{"there is no map file " + path.string()};
  connection_ =
      std::make_unique<Connection>(path, ConnectionOptions{.cache_bytes = 4LL << 20, .mmap_bytes = 256LL << 20, .busy_timeout_ms = 1000});
  (void)metadata("format");
}

TileArchive::~TileArchive() = default;

std::optional<std::string> TileArchive::find(TileAddress tile) const {
  if (tile.zoom < 0 || tile.zoom > 30) return std::nullopt;
  std::scoped_lock const lock{mutex_};
  std::array<Cell, 3> const parameters{encode(tile.zoom), encode(tile.x), encode(row_from_south(tile))};
  auto const cursor =
      connection_->open("SELECT tile_data FROM tiles WHERE zoom_level = $1 AND tile_column = $2 AND tile_row = $3", parameters);
  if (!cursor->step()) return std::nullopt;
  return decode<Blob>(cursor->cell(0)).bytes;
}

std::string TileArchive::metadata(std::string_view name) const {
  std::scoped_lock const lock{mutex_};
  std::array<Cell, 1> const parameters{encode(name)};
  auto const cursor = connection_->open("SELECT value FROM metadata WHERE name = $1", parameters);
  return cursor->step() ? decode<std::string>(cursor->cell(0)) : std::string{};
}

TileArchiveWriter::TileArchiveWriter(std::filesystem::path path) : path_{std::move(path)}, part_{path_.string() + ".part"} {
  std::filesystem::remove(part_);
  connection_ =
      std::make_unique<Connection>(part_, ConnectionOptions{.writable = true, .cache_bytes = 32LL << 20, .busy_timeout_ms = 1000});
  connection_->script(
      "PRAGMA journal_mode = MEMORY;"
      "BEGIN;"
      "CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT);"
      "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);"
      "CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row)");
}

TileArchiveWriter::~TileArchiveWriter() {
  if (!connection_) return;
  connection_.reset();
  std::error_code ignored;
  std::filesystem::remove(part_, ignored);
}

void TileArchiveWriter::put(TileAddress tile, std::string_view bytes) {
  std::array<Cell, 4> const parameters{encode(tile.zoom), encode(tile.x), encode(row_from_south(tile)), encode(BlobView{bytes})};
  connection_->execute("INSERT INTO tiles VALUES ($1, $2, $3, $4)", parameters);
}

void TileArchiveWriter::describe(std::string_view name, std::string_view value) {
  std::array<Cell, 2> const parameters{encode(name), encode(value)};
  connection_->execute("INSERT INTO metadata VALUES ($1, $2)", parameters);
}

void TileArchiveWriter::finish() {
  connection_->script("COMMIT; PRAGMA journal_mode = DELETE");
  connection_.reset();
  publish_durably(part_, path_);
}

}  // namespace cityhall::store
