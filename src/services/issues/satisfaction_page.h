#pragma once
// What people said about finished work, for staff.

#include "services/module.h"

namespace cityhall {

/// GET /desk/satisfaction?days=
web::Response show_satisfaction(Call& call);

}  // namespace cityhall
