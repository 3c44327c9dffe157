#pragma once
// The style sheet of the city's colours, and the form that sets its look.

#include "services/call.h"

namespace cityhall {

struct Refusal;

/// GET /look/{sheet}
web::Response show_look_sheet(Call& call);
/// GET /admin/look
web::Response show_look(Call& call);
/// POST /admin/look
web::Response save_look(Call& call);
web::Response look_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
