#pragma once
// The routes of saved views.
#include "services/module.h"

namespace cityhall {

/// GET /desk/views: one's own and the shared ones
web::Response show_views(Call& call);
/// POST /desk/views: keeps the list that is looked at under a name
web::Response create_view(Call& call);
web::Response views_again(Call& call, Refusal const& refusal);
/// POST /desk/views/{view}/removal
web::Response remove_view(Call& call);

}  // namespace cityhall
