#pragma once
// The full-text index of cases, for staff. A consumer keeps it; documents have the case's id.

#include "kernel/events/event.h"
#include "store/text_index.h"

namespace cityhall {

store::TextIndex const& case_texts();
/// The events after which a case reads differently.
std::vector<std::string_view> indexed_events();
/// Consumer: indexes the case of an event anew.
void index_case(Unit& unit, Event const& event);
/// The whole index anew, after rows came in that no event told of.
void index_all_cases(Unit& unit);

}  // namespace cityhall
