#pragma once
// The dispatch board: crews beside each other, the day from top to bottom, what nobody planned beside it.

#include "services/dispatch/board.h"
#include "services/page/page.h"

namespace cityhall {

/// The whole page.
web::Response board_page(Call const& call, Board const& board);

/// The crews beside each other, each with its day.
web::Html board_columns(Call const& call, Board const& board);
/// What nobody planned, once a page; and its cards alone.
web::Html pile(Call const& call, Board const& board);
web::Html pile_cards(Call const& call, Board const& board);

/// The heading of a page that belongs to the board, with the way back to it.
web::Html board_back(std::string_view path);
/// "Thursday, March 2, 2027" without the weekday's name in the middle of a sentence: a date as people write it.
std::string day_words(Call const& call, Date day);
/// A bar of what is planned against the shift; red beyond it.
web::Html load_bar(int minutes, int shift_minutes);
/// "3 h of 8 h", and how much too much that is.
web::Html load_words(int minutes, int shift_minutes);
std::string order_path(Task const& task);

}  // namespace cityhall
