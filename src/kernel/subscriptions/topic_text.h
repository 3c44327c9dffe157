#pragma once
// Words of topics in rows and links.

#include <string_view>

#include "kernel/subscriptions/subscription.h"

namespace cityhall {

/// "request", "zone", "circle", "street", "service".
std::string_view to_text(InterestKind kind);
/// InterestKind::request for an unknown word.
InterestKind topic_kind_from(std::string_view word);

}  // namespace cityhall
