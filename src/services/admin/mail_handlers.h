#pragma once
// Mail and field conflicts.

#include "services/module.h"

namespace cityhall {

web::Response show_notices(Call& call);
web::Response send_notice_again(Call& call);
web::Response notices_again(Call& call, Refusal const& refusal);
web::Response show_conflicts(Call& call);
web::Response settle(Call& call);
web::Response conflicts_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
