#pragma once
// Where a photo says that it was taken. Nothing else of what a phone writes into a photo is looked at.

#include <vips/vips.h>

#include "kernel/files/photo_protocol.h"

namespace cityhall {

/// Of a header that libvips has read. Unknown for whatever is not a latitude and a longitude on the earth, and for 0, 0: phones write that
/// before they know where they are.
PhotoPosition position_of(VipsImage* header);

}  // namespace cityhall
