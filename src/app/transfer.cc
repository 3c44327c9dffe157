#include "app/transfer.h"

#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "app/transfer_files.h"
#include "app/transfer_parts.h"
#include "base/crypto.h"
#include "base/io.h"
#include "base/json.h"
#include "base/refusal.h"
#include "store/blobs.h"
#include "store/database.h"
#include "store/transfer.h"

namespace cityhall {
namespace {

bool is_archive(std::filesystem::path const& path) { return path.string().ends_with(".tar.zst"); }

Json steps_json(std::span<store::AppliedStep const> steps) {
  Json list = Json::array();
  for (auto const& step : steps)
    list.push_back({{"module", step.module}, {"number", step.number}, {"name", step.name}, {"sha256", step.hash}});
  return list;
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

  /// Mail that was accepted and not read yet. Before the snapshot: what is read meanwhile is in the tables, and what is in both is known by
  /// its Message-ID when it is read again.
  void write_mails(std::filesystem::path const& city_folder) {
    auto const from = city_folder / "mail-in";
    std::map<std::string, Json> mails;
    // A mail changes its name while it is read: what slips away during one look is found by the next.
    for (int looks = 0; looks < 3; ++looks) {
      std::error_code error;
      for (auto const& entry : std::filesystem::directory_iterator{from, error}) {
        auto const name = entry.path().filename().string();
        auto const extension = entry.path().extension();
        if ((extension != ".eml" && extension != ".aside") || mails.contains(name.substr(0, name.find('.')))) continue;
        if (auto mail = copy_mail(entry.path())) mails.emplace(name.substr(0, name.find('.')), std::move(*mail));
      }
    }
    HashedFile list{folder_ / "mails.ndjson"};
    for (auto const& [stem, mail] : mails) list.line(to_text(mail));
    count_.mails = static_cast<std::int64_t>(mails.size());
    mails_hash_ = list.finish();
  }

  void write_map(std::filesystem::path const& city_folder) {
    auto const map = city_folder / "map.mbtiles";
    if (!std::filesystem::exists(map)) return;
    if (progress_) progress_("map", count_.rows);
    std::filesystem::copy_file(map, folder_ / "map.mbtiles");
    map_hash_ = hash_of_file(folder_ / "map.mbtiles");
  }

  void write_key(std::filesystem::path const& city_folder) {
    auto const key = read_file(city_folder / "secret.key");
    write_file_durably(folder_ / "secret.key", key);
    std::filesystem::permissions(folder_ / "secret.key", std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    key_hash_ = hash_of_file(folder_ / "secret.key");
  }

  TransferCount finish(std::span<store::AppliedStep const> steps) {
    Json manifest{{"format", export_format},
                  {"migrations", steps_json(steps)},
                  {"tables", tables_},
                  {"blobs", {{"file", "blobs.ndjson"}, {"count", count_.files}, {"sha256", blobs_hash_}}},
                  {"mails", {{"file", "mails.ndjson"}, {"count", count_.mails}, {"sha256", mails_hash_}}},
                  {"secret_key", {{"file", "secret.key"}, {"sha256", key_hash_}}}};
    if (!map_hash_.empty()) manifest["map"] = {{"file", "map.mbtiles"}, {"sha256", map_hash_}};
    write_file_durably(folder_ / "manifest.json", manifest.dump(2) + "\n");
    return count_;
  }

 private:
  /// Nothing when it is gone: it was read, or has another name by now.
  std::optional<Json> copy_mail(std::filesystem::path const& mail) {
    std::ifstream in{mail, std::ios::binary};
    if (!in) return std::nullopt;
    std::string const bytes{std::istreambuf_iterator<char>{in}, {}};
    auto const name = mail.filename().string();
    std::filesystem::create_directories(folder_ / "mail-in");
    write_file_durably(folder_ / "mail-in" / name, bytes);
    return Json{{"name", name}, {"sha256", sha256_hex(bytes)}, {"bytes", bytes.size()}};
  }

  std::filesystem::path folder_;
  store::Blobs& blobs_;
  TransferProgress const& progress_;
  std::set<std::string> wanted_;
  Json tables_ = Json::array();
  std::string blobs_hash_, key_hash_, mails_hash_, map_hash_;
  TransferCount count_;
};

void finish_as(Workplace& place, std::filesystem::path const& to) {
  if (!is_archive(to)) return place.become(to);
  Workplace const part{to.string() + ".part"};
  pack_folder(place.path(), part.path());
  std::filesystem::rename(part.path(), to);
}

}  // namespace

TransferCount export_city(Process& process, std::string const& slug, std::filesystem::path const& to, ExportOptions const& options) {
  refuse_existing(to);
  auto const city_folder = process.folder_of(slug);
  auto const db = store::open_sqlite(city_folder / "city.db", {.access = store::Access::read_only});
  auto const blobs = store::open_blobs(city_folder / "blobs", process.clock());
  Workplace place{to.string() + ".unfinished"};
  Export out{place.path(), *blobs, options.progress};
  out.write_mails(city_folder);
  std::vector<store::AppliedStep> steps;
  db->read([&](store::Reader& reader) {
    steps = store::applied_steps(reader);
    // The tables as this city has them, which may be those of an older program.
    auto const schema = schema_of(steps_among(all_steps(process), steps));
    for (auto const* table : moved_tables(schema)) out.write_table(reader, *table);
    out.write_blobs();  // within the snapshot, so that none is swept that it names
  });
  if (options.with_map) out.write_map(city_folder);
  out.write_key(city_folder);
  auto const count = out.finish(steps);
  finish_as(place, to);
  return count;
}

}  // namespace cityhall
