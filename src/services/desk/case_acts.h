#pragma once
// The forms on a case page: only what this person may do to this case now.

#include "services/desk/case_page.h"

namespace cityhall {

web::Html case_acts(Call const& call, CaseView const& view);
web::Html assignee_words(CaseView const& view);

}  // namespace cityhall
