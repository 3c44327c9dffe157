#pragma once
// The private tracking link: whoever holds it is the reporter. It is derived from the city's key, so every mail can carry it and nothing
// that opens a case stands in the database.

#include <string>

#include "kernel/cases/case.h"

namespace cityhall {

/// 128 bits, base64url; the same for a case as long as the city's key is the same.
std::string tracking_secret(City& city, CaseId id);
bool is_tracking_secret(City& city, CaseId id, std::string_view secret);
/// "/track/SR-27-000123/…"
std::string tracking_path(std::string_view number, std::string_view secret);
/// The whole address for mails; the host is the settings' base_url, never a request's Host header.
std::string tracking_url(City& city, CaseId id, std::string_view number);

}  // namespace cityhall
