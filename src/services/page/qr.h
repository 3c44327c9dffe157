#pragma once
// A QR code as a picture (ISO/IEC 18004): on paper, and for authenticator apps.
#include <string_view>

#include "web/html.h"

namespace cityhall {

/// Dark modules on white with the quiet zone of four; empty when the text is too long (some 2,300 bytes).
web::Html qr_picture(std::string_view text, Message const& described);

}  // namespace cityhall
