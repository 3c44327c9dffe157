#pragma once
// A photo that arrives in parts, so that a broken connection costs one part and not the photo. The device names it, and says how long it
// is and what its hash is; parts that come twice or late change nothing.

#include <string>
#include <string_view>

#include "kernel/unit.h"

namespace cityhall {

inline constexpr std::int64_t upload_bytes_max = 25'000'000;
inline constexpr std::int64_t upload_part_bytes_max = 1'000'000;

/// As the device says it, with each part.
struct UploadPlan {
  std::string id{};    // 8 to 64 letters, digits, - and _
  std::string hash{};  // SHA-256, 64 lower-case hex digits
  std::int64_t bytes = 0;
};

struct UploadPart {
  std::int64_t start = 0;  // offset of its first byte
  std::string_view bytes{};
};

struct UploadState {
  std::int64_t received = 0;  // where the next part begins
  FileId file{};              // 0: not complete
  bool damaged = false;       // all parts were there and the hash was another: it begins anew
};

/// Nothing received where the actor has no such upload.
UploadState upload_state(View const& view, std::string_view id);
/// Keeps the part when it is the next one; with the last one the photo is checked, decoded and registered, once. Opens its own units, and
/// takes the time of decoding. Throws Refusal: invalid for a plan or part that cannot be, or "photo.…"; conflict "upload.other".
UploadState add_part(City& city, Actor const& actor, UploadPlan const& plan, UploadPart const& part);
/// The file of a complete upload of the actor's; 0 for another.
FileId uploaded_file(View const& view, std::string_view id);

/// Job: forgets uploads that nobody went on with for two weeks. Returns how many.
int sweep_uploads(City& city);

}  // namespace cityhall
