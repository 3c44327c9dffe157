#pragma once
// The routes of partners, and of handing a case over.
#include "services/module.h"

namespace cityhall {

web::Response show_partners(Call& call);
web::Response show_partner(Call& call);
/// Makes one, or changes the one of the path
web::Response save_partner_form(Call& call);
web::Response partner_again(Call& call, Refusal const& refusal);

web::Response create_handover(Call& call);
web::Response end_handover(Call& call);

}  // namespace cityhall
