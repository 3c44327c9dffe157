#pragma once
// What following the way out of a mail does.

#include "kernel/notices/way_out.h"

namespace cityhall {

enum class Extent { this_one, everything };
/// Ends what the link stands for, or every mail to that person except those that answer what they do themselves (codes, confirmations).
/// Harmless when done twice. Appends `notices.stopped`, or `subscription.ended`.
void stop_mails(Unit& unit, WayOut const& way, Extent extent);

}  // namespace cityhall
