#pragma once
// Files: stored bytes and what they are. Photos are re-encoded before anyone sees them; the uploaded bytes are not kept.

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/places/place.h"
#include "kernel/unit.h"

namespace cityhall {

/// Longest side in pixels: 1600, 640, 160.
enum class PhotoSize { large, medium, small };
inline constexpr std::array photo_sizes{PhotoSize::large, PhotoSize::medium, PhotoSize::small};
/// "1600", "640", "160": the word in addresses.
std::string_view to_text(PhotoSize size);
std::optional<PhotoSize> photo_size_from(std::string_view word);

/// Who may see a file without a signed address. Its uploader and staff always may.
/// staff: staff, whoever sent it, and a signed address; hidden: staff alone, also when somebody kept a signed address.
enum class Visibility { staff, everyone, hidden };
std::string_view to_text(Visibility visibility);

/// A photo that is decoded, re-encoded in three sizes, and already stored as blobs; not yet a row.
struct PreparedPhoto {
  struct Rendition {
    std::string hash;  // blob
    int width = 0;
    int height = 0;
    std::int64_t bytes = 0;
  };
  std::array<Rendition, 3> renditions;  // by PhotoSize
  std::optional<Point> taken_at{};      // as the photo itself said; goes into no row of a file
};

/// Decodes an upload in the helper process and stores the renditions. Needs no transaction; takes about 0.3 s for 12 megapixels.
/// Throws Refusal: invalid "photo.…" in words for the sender, unavailable "photo.helper" when the helper cannot run.
PreparedPhoto store_photo(City& city, std::string_view bytes);

struct NewFile {
  std::string purpose;  // "report", "work-before", "work-after", "update"
  Visibility visibility = Visibility::staff;
};
FileId register_file(Unit& unit, PreparedPhoto const& photo, NewFile const& file);
/// Screening: shows or hides a file. Needs `issues.screen`.
void set_visibility(Unit& unit, FileId id, Visibility visibility);

struct File {
  FileId id{};
  std::string media_type;  // "image/jpeg"
  std::string purpose;
  Visibility visibility = Visibility::staff;
  AccountId account{};  // who uploaded it, where known
  ApiKeyId key{};
  Time uploaded{};
  std::array<PreparedPhoto::Rendition, 3> renditions;
};
std::optional<File> find_file(View const& view, FileId id);

/// What the front door sends. The bytes under an address change when a part of the photo is hidden (redaction.h); `etag` tells.
struct ServedFile {
  std::string blob;  // for City::blobs(): path, range
  std::string media_type;
  std::string etag;  // quoted
  std::int64_t bytes = 0;
  bool everyone = false;  // false: Cache-Control: private
};
/// Throws not_found where there is no file or this actor may not see it: the same answer. `signature`: the `s` of a signed path.
ServedFile file_for(View const& view, FileId id, PhotoSize size, std::string_view signature = {});

/// "/files/{id}/{size}.jpg"
std::string file_path(FileId id, PhotoSize size);
/// The same with a signature for whoever holds the page that shows it (a reporter with a tracking link); good for this file and size only.
std::string signed_file_path(City& city, FileId id, PhotoSize size);

/// Job, each night: removes blobs that no file refers to and nobody stored for a day. Returns how many.
int sweep_blobs(City& city);

}  // namespace cityhall
