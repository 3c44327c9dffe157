#pragma once
// From the helper's pictures to blobs, for the files of this folder.

#include "kernel/files/file.h"
#include "kernel/files/photo_workshop.h"

namespace cityhall {

PreparedPhoto store_pictures(City& city, PhotoWorkshop::Pictures const& pictures);

}  // namespace cityhall
