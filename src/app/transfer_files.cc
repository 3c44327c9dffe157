#include "app/transfer_files.h"

#include <algorithm>
#include <array>
#include <vector>

#include <archive.h>
#include <archive_entry.h>
#include <sodium.h>

#include "base/crypto.h"
#include "base/refusal.h"

namespace cityhall {
namespace {

Refusal unwritable(std::filesystem::path const& path) {
  return unavailable("file.unwritable", _("{path} cannot be written.").with("path", path.string()),
                     _("Is there room on the disk, and may you write there?"));
}

struct CloseWriter {
  void operator()(archive* it) const { archive_write_free(it); }
};
struct CloseReader {
  void operator()(archive* it) const { archive_read_free(it); }
};
struct FreeEntry {
  void operator()(archive_entry* it) const { archive_entry_free(it); }
};

std::vector<std::filesystem::path> files_below(std::filesystem::path const& folder) {
  std::vector<std::filesystem::path> files;
  for (auto const& entry : std::filesystem::recursive_directory_iterator{folder})
    if (entry.is_regular_file()) files.push_back(std::filesystem::relative(entry.path(), folder));
  std::sort(files.begin(), files.end());
  return files;
}

void copy_into(archive* writer, std::filesystem::path const& path) {
  std::ifstream in{path, std::ios::binary};
  std::array<char, 65'536> block{};
  while (in.read(block.data(), block.size()) || in.gcount() > 0)
    if (archive_write_data(writer, block.data(), static_cast<std::size_t>(in.gcount())) < 0) throw unwritable(path);
}

Refusal bad_archive(std::filesystem::path const& path, std::string const& why) {
  return invalid("import.archive", _("{path} cannot be unpacked: {why}").with("path", path.string()).with("why", why));
}

/// Plain names below the folder only.
bool stays_inside(std::filesystem::path const& name) {
  if (name.empty() || name.is_absolute()) return false;
  return std::none_of(name.begin(), name.end(), [](std::filesystem::path const& part) { return part == ".." || part == "."; });
}

void write_entry(archive* reader, std::filesystem::path const& target) {
  std::filesystem::create_directories(target.parent_path());
  std::ofstream out{target, std::ios::binary};
  std::array<char, 65'536> block{};
  for (la_ssize_t got = 0; (got = archive_read_data(reader, block.data(), block.size())) > 0;) out.write(block.data(), got);
  out.flush();
  if (!out) throw unwritable(target);
}

}  // namespace

struct HashedFile::Hashing {
  crypto_hash_sha256_state state{};
  void add(std::string_view text) { crypto_hash_sha256_update(&state, reinterpret_cast<unsigned char const*>(text.data()), text.size()); }
  std::string result() {
    std::string bytes(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256_final(&state, reinterpret_cast<unsigned char*>(bytes.data()));
    return to_hex(bytes);
  }
};

HashedFile::HashedFile(std::filesystem::path const& path)
    : path_{path}, out_{path, std::ios::binary}, hashing_{std::make_unique<Hashing>()} {
  if (!out_) throw unwritable(path);
  std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  crypto_hash_sha256_init(&hashing_->state);
}
HashedFile::~HashedFile() = default;

void HashedFile::line(std::string_view text) {
  out_ << text << '\n';
  hashing_->add(text);
  hashing_->add("\n");
}

std::string HashedFile::finish() {
  out_.close();
  if (!out_) throw unwritable(path_);
  return hashing_->result();
}

std::string hash_of_file(std::filesystem::path const& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in) throw invalid("file.unreadable", _("{path} cannot be read.").with("path", path.string()));
  crypto_hash_sha256_state state{};
  crypto_hash_sha256_init(&state);
  std::array<char, 65'536> block{};
  while (in.read(block.data(), block.size()) || in.gcount() > 0)
    crypto_hash_sha256_update(&state, reinterpret_cast<unsigned char const*>(block.data()), static_cast<unsigned long long>(in.gcount()));
  std::string bytes(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256_final(&state, reinterpret_cast<unsigned char*>(bytes.data()));
  return to_hex(bytes);
}

void pack_folder(std::filesystem::path const& folder, std::filesystem::path const& path) {
  std::unique_ptr<archive, CloseWriter> const writer{archive_write_new()};
  archive_write_add_filter_zstd(writer.get());
  archive_write_set_format_pax_restricted(writer.get());
  if (archive_write_open_filename(writer.get(), path.c_str()) != ARCHIVE_OK) throw unwritable(path);
  std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  for (auto const& name : files_below(folder)) {
    std::unique_ptr<archive_entry, FreeEntry> const entry{archive_entry_new()};
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(std::filesystem::file_size(folder / name)));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0600);
    if (archive_write_header(writer.get(), entry.get()) != ARCHIVE_OK) throw unwritable(path);
    copy_into(writer.get(), folder / name);
  }
  if (archive_write_close(writer.get()) != ARCHIVE_OK) throw unwritable(path);
}

void unpack_archive(std::filesystem::path const& path, std::filesystem::path const& folder) {
  std::unique_ptr<archive, CloseReader> const reader{archive_read_new()};
  archive_read_support_filter_zstd(reader.get());
  archive_read_support_format_tar(reader.get());
  if (archive_read_open_filename(reader.get(), path.c_str(), 65'536) != ARCHIVE_OK)
    throw bad_archive(path, archive_error_string(reader.get()));
  archive_entry* entry = nullptr;
  int result = ARCHIVE_OK;
  while ((result = archive_read_next_header(reader.get(), &entry)) == ARCHIVE_OK) {
    std::filesystem::path const name{archive_entry_pathname(entry)};
    if (!stays_inside(name)) throw bad_archive(path, "a name leads out of it");
    if (archive_entry_filetype(entry) == AE_IFREG) write_entry(reader.get(), folder / name);
  }
  if (result != ARCHIVE_EOF) throw bad_archive(path, archive_error_string(reader.get()));
}

}  // namespace cityhall
