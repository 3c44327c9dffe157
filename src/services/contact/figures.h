#pragma once
// The figures of the contact center, and how many agents the next days need.

#include <string>

#include "services/module.h"

namespace cityhall {

/// GET /desk/contact/figures?from=&to=&agent=&queue= as a page
web::Response show_contact_figures(Call& call);
/// GET /desk/contact/figures.csv: the same numbers as a table for other programs
web::Response send_contact_figures(Call& call);
/// GET /desk/contact/staffing?share=&seconds=&handling=: agents for each half hour, by Erlang C
web::Response show_staffing(Call& call);

/// "09:30" for the 20th half hour of a day, counted from 0.
std::string half_hour_words(int index);

}  // namespace cityhall
