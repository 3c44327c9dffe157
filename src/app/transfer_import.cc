#include "app/transfer.h"

#include <algorithm>
#include <fstream>

#include "app/transfer_files.h"
#include "app/transfer_parts.h"
#include "base/crypto.h"
#include "base/io.h"
#include "base/json.h"
#include "base/refusal.h"
#include "kernel/assets/asset_import.h"
#include "kernel/cases/case_text.h"
#include "kernel/knowledge/article_rows.h"
#include "kernel/parcels/parcel_import.h"
#include "kernel/places/address_index.h"
#include "kernel/places/address_list.h"
#include "kernel/places/box.h"
#include "kernel/publications/publication_rows.h"
#include "kernel/run_unit.h"
#include "kernel/subscriptions/subscribers.h"
#include "store/blobs.h"
#include "store/database.h"
#include "store/transfer.h"

namespace cityhall {
namespace {

bool is_packed(std::filesystem::path const& path) { return path.string().ends_with(".tar.zst"); }

Refusal broken(std::string const& what) {
  return invalid("import.broken", _("The export is damaged: {what}").with("what", what),
                 _("Make it again, or take another copy. Nothing was changed."));
}

/// What an export is made of, once its counts and hashes were checked.
struct IncomingCity {
  std::filesystem::path from;
  Json manifest;
  std::vector<store::Migration> steps{};  // as far as the city's tables had come
};

Json read_manifest(std::filesystem::path const& from) {
  auto parsed = parse_json(read_file(from / "manifest.json"));
  if (!parsed || text_of(*parsed, "format") != export_format || !parsed->contains("tables") || !parsed->at("tables").is_array())
    throw broken("manifest.json");
  return std::move(*parsed);
}

/// An export that does not say it is taken for one of this very version.
std::vector<store::Migration> steps_in(Json const& manifest, std::vector<store::Migration> const& all) {
  if (!manifest.contains("migrations")) return all;
  auto const& list = manifest.at("migrations");
  if (!list.is_array() || list.empty()) throw broken("manifest.json");
  std::vector<store::AppliedStep> applied;
  for (auto const& one : list) {
    auto const number = one.is_object() ? one.value("number", Json{}) : Json{};
    if (!number.is_number_integer()) throw broken("manifest.json");
    applied.push_back({text_of(one, "module"), number.get<int>(), text_of(one, "name"), text_of(one, "sha256")});
  }
  return steps_among(all, applied);
}

void check_file(IncomingCity const& incoming, std::string_view entry, bool needed) {
  auto const found = incoming.manifest.find(entry);
  if (found == incoming.manifest.end() && !needed) return;
  auto const described = found == incoming.manifest.end() ? Json::object() : *found;
  auto const name = text_of(described, "file");
  if (!is_plain_name(name) || hash_of_file(incoming.from / name) != text_of(described, "sha256")) throw broken(std::string{entry});
}

/// Counts, hashes and columns, before anything is made.
void check_tables(IncomingCity const& incoming, std::vector<store::Table const*> const& tables) {
  auto const& list = incoming.manifest.at("tables");
  for (auto const* table : tables) {
    auto const found = std::find_if(list.begin(), list.end(), [&](Json const& one) { return text_of(one, "table") == table->name; });
    if (found == list.end() || found->value("columns", Json{}) != columns_json(*table))
      throw invalid("import.other_version",
                    _("The export was made by another version of the program: the table {table} differs.").with("table", table->name),
                    _("Import it with the version that made it, and let this one upgrade the city."));
    if (hash_of_file(incoming.from / "tables" / (table->name + ".ndjson")) != text_of(*found, "sha256"))
      throw broken("tables/" + table->name + ".ndjson");
  }
  if (list.size() != tables.size())
    throw invalid("import.other_version", _("The export was made by another version of the program."));
}

std::int64_t import_table(store::Transaction& tx, store::Table const& table, std::filesystem::path const& file) {
  std::ifstream in{file, std::ios::binary};
  std::int64_t rows = 0;
  for (std::string line; std::getline(in, line); ++rows) store::import_row(tx, table, line);
  return rows;
}

std::int64_t import_blobs(store::Blobs& blobs, std::filesystem::path const& from) {
  std::ifstream in{from / "blobs.ndjson"};
  std::int64_t count = 0;
  for (std::string line; std::getline(in, line); ++count) {
    auto const entry = parse_json(line);
    auto const hash = entry ? text_of(*entry, "sha256") : std::string{};
    if (hash.size() != 64 || hash.find_first_not_of("0123456789abcdef") != std::string::npos) throw broken("blobs.ndjson");
    if (blobs.put(read_file(from / "blobs" / hash.substr(0, 2) / hash.substr(2))) != hash) throw broken("blobs/" + hash);
  }
  return count;
}

/// They wait in the new city as they did in the old one.
std::int64_t import_mails(std::filesystem::path const& from, std::filesystem::path const& folder) {
  if (!std::filesystem::exists(from / "mails.ndjson")) return 0;
  std::ifstream in{from / "mails.ndjson"};
  std::int64_t count = 0;
  for (std::string line; std::getline(in, line); ++count) {
    auto const entry = parse_json(line);
    auto const name = entry ? text_of(*entry, "name") : std::string{};
    if (!is_plain_name(name)) throw broken("mails.ndjson");
    auto const bytes = read_file(from / "mail-in" / name);
    if (sha256_hex(bytes) != text_of(*entry, "sha256")) throw broken("mail-in/" + name);
    std::filesystem::create_directories(folder / "mail-in");
    write_file_durably(folder / "mail-in" / name, bytes);
  }
  return count;
}

/// What is derived from rows is made anew.
void rebuild_indexes(Unit& unit) {
  auto const view = view_of(unit);
  auto const& boxes = address_boxes();
  for (PlaceId last{};;) {
    auto const page = addresses_after(view, last, 1000);
    for (auto const& address : page) boxes.put(unit.tx, address.id.value, box_of(address.point));
    if (page.size() < 1000) break;
    last = page.back().id;
  }
  index_all_cases(unit);
  index_all_assets(unit);
  index_all_parcels(unit);
  articles_store::index_all(unit.tx);
  publications_store::index_all(unit.tx);
  index_all_circles(unit);
}

/// A database with the tables that the city had, and its rows; nothing of this program has worked with it yet.
std::int64_t fill_tables(IncomingCity const& incoming, std::filesystem::path const& folder, Clock const& clock,
                         TransferProgress const& progress) {
  auto const schema = schema_of(incoming.steps);
  auto const tables = moved_tables(schema);
  auto const db = store::open_sqlite(folder / "city.db");
  store::migrate(*db, incoming.steps, clock);
  return db->write([&](store::Transaction& tx) {
    for (auto table = tables.rbegin(); table != tables.rend(); ++table) store::clear_rows(tx, **table);
    std::int64_t rows = 0;
    for (auto const* table : tables) {
      if (progress) progress(table->name, rows);
      rows += import_table(tx, *table, incoming.from / "tables" / (table->name + ".ndjson"));
    }
    return rows;
  });
}

void copy_key_and_map(IncomingCity const& incoming, std::filesystem::path const& folder) {
  using std::filesystem::perms;
  std::filesystem::copy_file(incoming.from / "secret.key", folder / "secret.key");
  std::filesystem::permissions(folder / "secret.key", perms::owner_read | perms::owner_write);
  if (incoming.manifest.contains("map")) std::filesystem::copy_file(incoming.from / "map.mbtiles", folder / "map.mbtiles");
}

IncomingCity checked(Process const& process, std::filesystem::path const& from) {
  IncomingCity incoming{.from = from, .manifest = read_manifest(from)};
  incoming.steps = steps_in(incoming.manifest, all_steps(process));
  auto const schema = schema_of(incoming.steps);
  check_tables(incoming, moved_tables(schema));
  check_file(incoming, "blobs", true);
  check_file(incoming, "secret_key", true);
  check_file(incoming, "mails", false);
  check_file(incoming, "map", false);
  return incoming;
}

}  // namespace

TransferCount import_city(Process& process, std::string const& slug, std::filesystem::path const& from, TransferProgress const& progress) {
  if (is_packed(from)) {
    Workplace const unpacked{process.data() / (".unpacked-" + slug)};
    unpack_archive(from, unpacked.path());
    return import_city(process, slug, unpacked.path(), progress);
  }
  refuse_existing(process.folder_of(slug));
  auto const incoming = checked(process, from);
  Workplace const place{process.data() / (".incoming-" + slug)};
  Process there{place.path()};
  auto const folder = there.folder_of(slug);
  std::filesystem::create_directories(folder);
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
  copy_key_and_map(incoming, folder);
  TransferCount count{.tables = static_cast<std::int64_t>(incoming.manifest.at("tables").size())};
  count.files = import_blobs(*store::open_blobs(folder / "blobs", process.clock()), from);
  count.mails = import_mails(from, folder);
  count.rows = fill_tables(incoming, folder, process.clock(), progress);
  // Opening it brings an older city up to date, as a newer program does with one in its place.
  run_unit(there.open(slug)->city(), system_actor("import"), [](Unit& unit) { rebuild_indexes(unit); });
  std::filesystem::create_directories(process.folder_of(slug).parent_path());
  std::filesystem::rename(folder, process.folder_of(slug));
  return count;
}

}  // namespace cityhall
