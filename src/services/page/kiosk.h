#pragma once
// A public device that staff made a kiosk: it has a cookie with the name of the sitting. A new sitting cannot see what the one before
// wrote.

#include <string>

#include "services/call.h"
#include "web/html.h"

namespace cityhall {

/// Without a touch for so long, a kiosk forgets everything and starts over.
inline constexpr int kiosk_seconds = 120;

/// The sitting, or empty on every other device.
std::string kiosk_sitting(web::Request const& request);
/// In the head of a kiosk's pages: starting over without a script, and the countdown with one.
web::Html kiosk_head(Call const& call);
/// The header and footer of a kiosk's pages: no menu, "Start over", the countdown.
web::Html kiosk_top(web::Html const& brand, web::Html const& language);
web::Html kiosk_foot(Call const& call);

}  // namespace cityhall
