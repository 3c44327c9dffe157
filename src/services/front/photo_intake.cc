#include "services/front/photo_intake.h"

#include "base/refusal.h"
#include "kernel/files/image_header.h"

namespace cityhall {
namespace {

/// What has no header that can be read is refused when its turn comes; a side that is longer than all pixels counts as too many.
std::uint64_t claimed_pixels(web::Upload const& upload) {
  auto const header = read_image_header(upload.bytes);
  if (!header) return 0;
  auto const most = pixels_of_a_request_max + 1;
  if (header->width >= most || header->height >= most) return most;
  return header->width * header->height;
}

}  // namespace

void check_uploads(std::span<web::Upload const> uploads, std::size_t most) {
  if (uploads.size() > most)
    throw invalid("photo.too_many", _("At most {most} photos can be sent together.").with("most", std::to_string(most)),
                  _("Choose fewer; you can add others afterwards."));
  std::uint64_t pixels = 0;
  for (auto const& upload : uploads) {
    pixels += claimed_pixels(upload);
    // One alone is for its own limit.
    if (pixels > pixels_of_a_request_max && uploads.size() > 1)
      throw invalid("photo.too_many_pixels", _("These photos have too many pixels together."),
                    _("Choose fewer, or smaller ones; you can add others afterwards."));
  }
}

}  // namespace cityhall
