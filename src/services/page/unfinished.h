#pragma once
// A report that somebody began and did not send. The browser keeps its token for seven days in a cookie, so that the way back is on the
// start page and not only in an address; a kiosk, which many people use, keeps none.

#include <chrono>
#include <string>
#include <string_view>

#include "services/call.h"
#include "web/html.h"

namespace cityhall {

/// So long a report that was not sent is kept after its last change.
inline constexpr auto unfinished_life = std::chrono::hours{7 * 24};

/// The token in the browser's cookie; empty in a kiosk.
std::string_view unfinished_token(web::Request const& request);
/// Not in a kiosk.
/// `service`: its id, empty while none is chosen.
void keep_unfinished(web::Response& response, Call const& call, std::string_view token, std::string_view service);
/// Only where it is this report that the browser keeps.
void forget_unfinished(web::Response& response, Call const& call, std::string_view token);

/// "Go on with your report: Pothole", and a way to throw it away. Nothing that was entered is shown: others may use the device.
web::Html unfinished_strip(Call const& call);

}  // namespace cityhall
