#include "services/imports/source.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include <zip.h>

#include "base/refusal.h"
#include "base/text.h"

namespace cityhall::imports {
namespace {

// A table of ten million requests has 4 GB; what is larger is an archive that was made to fill memory or disk.
constexpr std::uint64_t table_bytes_max = 16ULL << 30U;

Refusal unreadable(std::filesystem::path const& path, std::string const& why) {
  return unavailable("import.unreadable", _("{file} cannot be read: {why}").with("file", path.string()).with("why", why),
                     _("What was imported so far is kept. Start the same command again to go on."));
}

class PlainFile final : public TableFile {
 public:
  explicit PlainFile(std::filesystem::path path) : path_{std::move(path)}, file_{std::fopen(path_.c_str(), "rb"), &std::fclose} {
    if (file_ == nullptr)
      throw invalid("import.missing", _("{file} cannot be opened: {why}").with("file", path_.string()).with("why", std::strerror(errno)),
                    _("Check the path of the file."));
    size_ = std::filesystem::file_size(path_);
  }
  std::uint64_t size() const override { return size_; }
  std::size_t read(std::span<char> into) override {
    auto const got = std::fread(into.data(), 1, into.size(), file_.get());
    if (got == 0 && std::ferror(file_.get()) != 0) throw unreadable(path_, std::strerror(errno));
    return got;
  }

 private:
  std::filesystem::path path_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  std::uint64_t size_ = 0;
};

struct CloseArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseEntry {
  void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};

bool is_table(std::string_view name) {
  auto const lower = to_lower_ascii(name);
  return (lower.ends_with(".csv") || lower.ends_with(".txt") || lower.ends_with(".tsv")) && !lower.starts_with("__macosx/");
}

class ZippedFile final : public TableFile {
 public:
  explicit ZippedFile(std::filesystem::path path) : path_{std::move(path)} {
    int fault = 0;
    archive_.reset(zip_open(path_.c_str(), ZIP_RDONLY, &fault));
    if (archive_ == nullptr) throw invalid("import.archive", _("{file} is not a readable ZIP archive.").with("file", path_.string()));
    auto const index = the_table();
    zip_stat_t stat;
    zip_stat_init(&stat);
    zip_stat_index(archive_.get(), index, 0, &stat);
    size_ = stat.size;
    if (size_ > table_bytes_max)
      throw invalid("import.too_large", _("The table in {file} is larger than 16 GB.").with("file", path_.string()));
    entry_.reset(zip_fopen_index(archive_.get(), index, 0));
    if (entry_ == nullptr) throw unreadable(path_, zip_strerror(archive_.get()));
  }
  std::uint64_t size() const override { return size_; }
  std::size_t read(std::span<char> into) override {
    auto const got = zip_fread(entry_.get(), into.data(), into.size());
    if (got < 0) throw unreadable(path_, zip_file_strerror(entry_.get()));
    given_ += static_cast<std::uint64_t>(got);
    if (given_ > size_) throw unreadable(path_, "the archive holds more than it says");
    return static_cast<std::size_t>(got);
  }

 private:
  std::filesystem::path path_;
  std::unique_ptr<zip_t, CloseArchive> archive_;
  std::unique_ptr<zip_file_t, CloseEntry> entry_;
  std::uint64_t size_ = 0;
  std::uint64_t given_ = 0;

  zip_uint64_t the_table() const {
    std::vector<zip_uint64_t> tables;
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive_.get(), 0); ++i) {
      auto const* const name = zip_get_name(archive_.get(), static_cast<zip_uint64_t>(i), 0);
      if (name != nullptr && is_table(name)) tables.push_back(static_cast<zip_uint64_t>(i));
    }
    if (tables.size() == 1) return tables.front();
    throw invalid("import.archive",
                  _("{file} holds {count} tables.").with("file", path_.string()).with("count", std::to_string(tables.size())),
                  _("Unpack it and import the CSV file that you mean."));
  }
};

bool is_zip(std::filesystem::path const& path) {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> const file{std::fopen(path.c_str(), "rb"), &std::fclose};
  char start[4]{};
  return file != nullptr && std::fread(start, 1, 4, file.get()) == 4 && std::string_view{start, 4} == std::string_view{"PK\x03\x04", 4};
}

}  // namespace

void TableFile::skip(std::uint64_t bytes) {
  std::vector<char> waste(1U << 20U);
  while (bytes > 0) {
    auto const got = read(std::span{waste}.first(static_cast<std::size_t>(std::min<std::uint64_t>(bytes, waste.size()))));
    if (got == 0) return;
    bytes -= got;
  }
}

std::unique_ptr<TableFile> open_table(std::filesystem::path const& path) {
  if (std::filesystem::is_directory(path))
    throw invalid("import.missing", _("{file} is a folder.").with("file", path.string()), _("Give the CSV file."));
  if (is_zip(path)) return std::make_unique<ZippedFile>(path);
  return std::make_unique<PlainFile>(path);
}

}  // namespace cityhall::imports
