#pragma once
// A public device that staff made a kiosk: it has a cookie with the name of the sitting. A new sitting cannot see what the one before
// wrote.

#include <string>

#include "kernel/definitions/definition.h"
#include "services/call.h"
#include "web/html.h"

namespace cityhall {

/// Without a touch for so long, a kiosk forgets everything and starts over.
inline constexpr int kiosk_seconds = 120;

/// The sitting, or empty on every other device.
std::string kiosk_sitting(web::Request const& request);
/// Where a kiosk offers services: large tiles. `path` empty: each leads to its report.
web::Html kiosk_tiles(Call const& call, std::vector<DefinitionPtr> const& services, std::string_view path = {});
/// What stands around a kiosk's pages: in the head the countdown, with and without a script; no menu but "Start over"; a foot that says how
/// long nobody may touch it.
struct KioskFrame {
  web::Html head;
  web::Html top;
  web::Html foot;
};
KioskFrame kiosk_frame(Call const& call, web::Html const& brand, web::Html const& language);

}  // namespace cityhall
