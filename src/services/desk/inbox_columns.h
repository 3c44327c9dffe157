#pragma once
// The columns of the inbox that can be left out. The number, and what and where, always stand there.

#include <array>
#include <string_view>

#include "services/desk/inbox_page.h"

namespace cityhall {

inline constexpr std::array<std::string_view, 7> inbox_columns{"priority", "state", "due", "queue", "assignee", "channel", "reported"};
/// So many of them stand there when nobody chose: what fits on a laptop's screen.
inline constexpr std::size_t usual_columns = 5;
/// "Priority", "State".
Message column_words(std::string_view column);

/// The address of the list with these filters and the view's columns and map.
std::string inbox_address(InboxView const& view, InboxFilter const& filter, std::string_view after);

/// The table of the inbox, and the boxes to choose its columns.
web::Html inbox_table(Call const& call, InboxView const& view);
web::Html column_boxes(InboxView const& view);

}  // namespace cityhall
