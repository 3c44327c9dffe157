#pragma once
// The name under which a notice goes out as a mail, so that what comes back can be told from what somebody made up.

#include <optional>
#include <string>
#include <string_view>

#include "kernel/ids.h"

namespace cityhall {

class City;

/// "notice-12-9f86d081884c7d659a2f@fairhaven.example": the number with a mark that only this city can make.
std::string message_id_of(City& city, NoticeId id, std::string_view host);
/// The notice that it names; nothing where the mark is missing or another's.
std::optional<NoticeId> notice_of_message_id(City& city, std::string_view message_id);

}  // namespace cityhall
