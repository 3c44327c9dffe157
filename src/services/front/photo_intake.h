#pragma once
// What stands before the decoding of photos that came with a form, so that a few senders cannot keep the whole site waiting.

#include <cstdint>
#include <span>

#include "web/request.h"

namespace cityhall {

/// Of one request, all photos together: five of a phone with 50 megapixels.
inline constexpr std::uint64_t pixels_of_a_request_max = 250'000'000;

/// By number and by what the files say of themselves; decodes nothing. Throws invalid "photo.too_many", "photo.too_many_pixels".
void check_uploads(std::span<web::Upload const> uploads, std::size_t most);

}  // namespace cityhall
