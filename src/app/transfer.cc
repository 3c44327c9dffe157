#include "app/transfer.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <set>

#include "app/modules.h"
#include "app/transfer_files.h"
#include "base/io.h"
#include "base/json.h"
#include "base/refusal.h"
#include "kernel/assets/asset_import.h"
#include "kernel/cases/case_text.h"
#include "kernel/knowledge/article_rows.h"
#include "kernel/publications/publication_rows.h"
#include "kernel/places/address_index.h"
#include "kernel/places/address_list.h"
#include "kernel/places/box.h"
#include "kernel/run_unit.h"
#include "kernel/subscriptions/subscribers.h"
#include "store/blobs.h"
#include "store/migrations.h"
#include "store/transfer.h"

namespace cityhall {

std::span<store::Migration const> kernel_migrations();

namespace {

constexpr std::string_view format_name = "cityhall-export/1";
/// Of one running program or one visit: they mean nothing elsewhere.
constexpr std::array<std::string_view, 5> left_behind{"nodes", "sessions", "sign_in_codes", "sign_in_links", "stored_answers"};

bool is_archive(std::filesystem::path const& path) { return path.string().ends_with(".tar.zst"); }

store::Schema whole_schema(Process const& process) {
  std::vector<store::Migration> all;
  auto const of_modules = migrations_of(process.modules());
  for (auto const part : {store::store_migrations(), kernel_migrations(), std::span<store::Migration const>{of_modules}})
    all.insert(all.end(), part.begin(), part.end());
  auto schema = store::read_schema(all);
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

/// The hashes that a table's rows name, in columns called …_hash.
class BlobFinder {
 public:
  explicit BlobFinder(store::Table const& table) {
    for (auto const& column : table.columns)
      if (column.name.ends_with("_hash")) columns_.push_back(column.name);
  }
  void look(std::string_view line, std::set<std::string>& found) const {
    if (columns_.empty()) return;
    auto const row = parse_json(line);
    for (auto const& column : columns_)
      if (auto hash = text_of(*row, column); hash.size() == 64) found.insert(std::move(hash));
  }

 private:
  std::vector<std::string> columns_;
};

class Export {
 public:
  Export(std::filesystem::path folder, store::Blobs& blobs, TransferProgress const& progress)
      : folder_{std::move(folder)}, blobs_{blobs}, progress_{progress} {
    std::filesystem::create_directories(folder_ / "tables");
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
  }

  void write_table(store::Reader& reader, store::Table const& table) {
    if (progress_) progress_(table.name, count_.rows);
    auto const name = "tables/" + table.name + ".ndjson";
    HashedFile file{folder_ / name};
    BlobFinder const finder{table};
    auto const rows = store::export_rows(reader, table, [&](std::string_view line) {
      file.line(line);
      finder.look(line, wanted_);
    });
    tables_.push_back({{"table", table.name},
                       {"module", table.module},
                       {"file", name},
                       {"rows", rows},
                       {"sha256", file.finish()},
                       {"columns", columns_json(table)}});
    count_.rows += rows;
    ++count_.tables;
  }

  void write_blobs() {
    if (progress_) progress_("files", count_.rows);
    HashedFile list{folder_ / "blobs.ndjson"};
    for (auto const& hash : wanted_) {
      auto const bytes = blobs_.get(hash);
      if (!bytes) continue;  // a hash of something else
      auto const name = "blobs/" + hash.substr(0, 2) + "/" + hash.substr(2);
      std::filesystem::create_directories((folder_ / name).parent_path());
      write_file_durably(folder_ / name, *bytes);
      list.line(to_text(Json{{"sha256", hash}, {"bytes", bytes->size()}}));
      ++count_.files;
    }
    blobs_hash_ = list.finish();
  }

  void write_key(std::filesystem::path const& city_folder) {
    auto const key = read_file(city_folder / "secret.key");
    write_file_durably(folder_ / "secret.key", key);
    std::filesystem::permissions(folder_ / "secret.key", std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    key_hash_ = hash_of_file(folder_ / "secret.key");
  }

  TransferCount finish() {
    Json const manifest{{"format", format_name},
                        {"tables", tables_},
                        {"blobs", {{"file", "blobs.ndjson"}, {"count", count_.files}, {"sha256", blobs_hash_}}},
                        {"secret_key", {{"file", "secret.key"}, {"sha256", key_hash_}}}};
    write_file_durably(folder_ / "manifest.json", manifest.dump(2) + "\n");
    return count_;
  }

 private:
  std::filesystem::path folder_;
  store::Blobs& blobs_;
  TransferProgress const& progress_;
  std::set<std::string> wanted_;
  Json tables_ = Json::array();
  std::string blobs_hash_, key_hash_;
  TransferCount count_;
};

Refusal broken(std::string const& what) {
  return invalid("import.broken", _("The export is damaged: {what}").with("what", what),
                 _("Make it again, or take another copy. Nothing was changed."));
}

/// Counts, hashes and columns, before anything is made.
Json checked_manifest(std::filesystem::path const& from, std::vector<store::Table const*> const& tables) {
  auto const parsed = parse_json(read_file(from / "manifest.json"));
  if (!parsed || text_of(*parsed, "format") != format_name || !parsed->contains("tables") || !parsed->at("tables").is_array())
    throw broken("manifest.json");
  for (auto const* table : tables) {
    auto const& list = parsed->at("tables");
    auto const found = std::find_if(list.begin(), list.end(), [&](Json const& one) { return text_of(one, "table") == table->name; });
    if (found == list.end() || found->value("columns", Json{}) != columns_json(*table))
      throw invalid("import.other_version",
                    _("The export was made by another version of the program: the table {table} differs.").with("table", table->name),
                    _("Import it with the version that made it, and let this one upgrade the city."));
    if (hash_of_file(from / "tables" / (table->name + ".ndjson")) != text_of(*found, "sha256"))
      throw broken("tables/" + table->name + ".ndjson");
  }
  if (parsed->at("tables").size() != tables.size())
    throw invalid("import.other_version", _("The export was made by another version of the program."));
  if (hash_of_file(from / "blobs.ndjson") != text_of(parsed->value("blobs", Json::object()), "sha256")) throw broken("blobs.ndjson");
  if (hash_of_file(from / "secret.key") != text_of(parsed->value("secret_key", Json::object()), "sha256")) throw broken("secret.key");
  return *parsed;
}

std::int64_t import_table(store::Transaction& tx, store::Table const& table, std::filesystem::path const& file) {
  std::ifstream in{file, std::ios::binary};
  std::int64_t rows = 0;
  for (std::string line; std::getline(in, line); ++rows) store::import_row(tx, table, line);
  return rows;
}

std::int64_t import_blobs(City& city, std::filesystem::path const& from) {
  std::ifstream in{from / "blobs.ndjson"};
  std::int64_t count = 0;
  for (std::string line; std::getline(in, line); ++count) {
    auto const entry = parse_json(line);
    auto const hash = entry ? text_of(*entry, "sha256") : std::string{};
    if (hash.size() != 64 || hash.find_first_not_of("0123456789abcdef") != std::string::npos) throw broken("blobs.ndjson");
    if (city.blobs().put(read_file(from / "blobs" / hash.substr(0, 2) / hash.substr(2))) != hash) throw broken("blobs/" + hash);
  }
  return count;
}

/// What is derived from rows is made anew.
void rebuild_indexes(Unit& unit) {
  auto const view = view_of(unit);
  auto const boxes = address_boxes();
  for (PlaceId last{};;) {
    auto const page = addresses_after(view, last, 1000);
    for (auto const& address : page) boxes.put(unit.tx, address.id.value, box_of(address.point));
    if (page.size() < 1000) break;
    last = page.back().id;
  }
  index_all_cases(unit);
  index_all_assets(unit);
  articles_store::index_all(unit.tx);
  publications_store::index_all(unit.tx);
  index_all_circles(unit);
}

TransferCount fill(ServedCity& served, std::vector<store::Table const*> const& tables, std::filesystem::path const& from,
                   TransferProgress const& progress) {
  auto& city = served.city();
  TransferCount count{.tables = static_cast<std::int64_t>(tables.size()), .files = import_blobs(city, from)};
  run_unit(city, system_actor("import"), [&](Unit& unit) {
    for (auto table = tables.rbegin(); table != tables.rend(); ++table) store::clear_rows(unit.tx, **table);
    for (auto const* table : tables) {
      if (progress) progress(table->name, count.rows);
      count.rows += import_table(unit.tx, *table, from / "tables" / (table->name + ".ndjson"));
    }
  });
  return count;
}

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

void refuse_existing(std::filesystem::path const& path) {
  if (std::filesystem::exists(path))
    throw invalid("export.exists", _("{path} is there already.").with("path", path.string()), _("Name a new one, or remove it first."));
}

}  // namespace

TransferCount export_city(Process& process, std::string const& slug, std::filesystem::path const& to, TransferProgress const& progress) {
  refuse_existing(to);
  auto const schema = whole_schema(process);
  auto const city_folder = process.folder_of(slug);
  auto const db = store::open_sqlite(city_folder / "city.db", {.access = store::Access::read_only});
  auto const blobs = store::open_blobs(city_folder / "blobs", process.clock());
  Workplace place{to.string() + ".unfinished"};
  Export out{place.path(), *blobs, progress};
  db->read([&](store::Reader& reader) {
    for (auto const* table : moved_tables(schema)) out.write_table(reader, *table);
    out.write_blobs();  // within the snapshot, so that none is swept that it names
  });
  out.write_key(city_folder);
  auto const count = out.finish();
  if (is_archive(to)) {
    Workplace const part{to.string() + ".part"};
    pack_folder(place.path(), part.path());
    std::filesystem::rename(part.path(), to);
  } else {
    place.become(to);
  }
  return count;
}

TransferCount import_city(Process& process, std::string const& slug, std::filesystem::path const& from, TransferProgress const& progress) {
  if (is_archive(from)) {
    Workplace const unpacked{process.data() / (".unpacked-" + slug)};
    unpack_archive(from, unpacked.path());
    return import_city(process, slug, unpacked.path(), progress);
  }
  refuse_existing(process.folder_of(slug));
  auto const schema = whole_schema(process);
  auto const tables = moved_tables(schema);
  checked_manifest(from, tables);
  Workplace const place{process.data() / (".incoming-" + slug)};
  Process incoming{place.path()};
  auto const folder = incoming.folder_of(slug);
  std::filesystem::create_directories(folder);
  std::filesystem::copy_file(from / "secret.key", folder / "secret.key");
  std::filesystem::permissions(folder / "secret.key", std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  auto const count = fill(*incoming.open(slug), tables, from, progress);
  // Opened once more, so that the indexes are made with the services that came.
  run_unit(incoming.open(slug)->city(), system_actor("import"), [](Unit& unit) { rebuild_indexes(unit); });
  std::filesystem::create_directories(process.folder_of(slug).parent_path());
  std::filesystem::rename(folder, process.folder_of(slug));
  return count;
}

}  // namespace cityhall
