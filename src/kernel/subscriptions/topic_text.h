#pragma once
// Words of topics in rows and links.

#include <string>
#include <string_view>

#include "kernel/subscriptions/subscription.h"

namespace cityhall {

/// "request", "zone", "circle", "street", "service".
std::string_view to_text(InterestKind kind);
/// InterestKind::request for an unknown word.
InterestKind topic_kind_from(std::string_view word);
/// The address in the middle of a circle; empty where none is near.
std::string middle_of_circle(View const& view, Interest const& topic);

}  // namespace cityhall
