#pragma once
// The check list of a work order, as several modules' pages show it.

#include "kernel/fieldwork/check_list.h"
#include "services/page/page.h"

namespace cityhall {

/// "The place is made safe", in the reader's language.
std::string check_words(Call const& call, CheckLine const& line);
/// To look at: what is ticked, by whom and when.
web::Html check_list_to_read(Call const& call, std::vector<CheckLine> const& lines);

}  // namespace cityhall
