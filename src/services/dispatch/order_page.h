#pragma once
// One work order on the board, with the plain form: crew, day, time.

#include "services/dispatch/board.h"
#include "services/page/page.h"

namespace cityhall {

struct OrderView {
  Task task{};
  web::Entered entered{};
  std::string notice{};  // why it was not moved, in words
  int status = 200;
};
web::Response order_page(Call const& call, OrderView const& view);

/// Minutes after midnight of "9:15"; nothing for anything else.
std::optional<int> minute_of(std::string_view clock);

}  // namespace cityhall
