#pragma once
// Words of the board: weekdays, and the sentences that its script says.

#include <string>

#include "services/call.h"

namespace cityhall {

Message weekday_words(Date day);
/// JSON: the sentences of ui/scripts/board.ts in the reader's language; the script fills in what stands in braces.
std::string board_words(Call const& call);

}  // namespace cityhall
