#pragma once
// New work from what a crew finds.
#include "services/module.h"

namespace cityhall {

/// GET /field/found
web::Response show_found_services(Call& call);
/// GET /field/found/{service}
web::Response show_found_form(Call& call);
/// POST /field/found/{service}: the form, without a script
web::Response create_found_work(Call& call);
web::Response found_form_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
