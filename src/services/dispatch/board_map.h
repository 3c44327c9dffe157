#pragma once
// Where the work of a day lies, and where the crews are: a map with its list.

#include "services/dispatch/board.h"
#include "services/page/page.h"

namespace cityhall {

web::Html board_map(Call const& call, Board const& board);
/// The board alone, or with its map: an address that one can keep.
web::Html map_switch_link(Board const& board);

}  // namespace cityhall
