#pragma once
// The figures of the contact centre, and how many agents the next days need.

#include "services/module.h"

namespace cityhall {

/// GET /desk/contact/figures?from=&to=&agent=&queue= as a page
web::Response show_contact_figures(Call& call);
/// GET /desk/contact/figures.csv: the same numbers as a table for other programs
web::Response send_contact_figures(Call& call);
/// GET /desk/contact/staffing?share=&seconds=&handling=: agents for each half hour, by Erlang C
web::Response show_staffing(Call& call);

}  // namespace cityhall
