#pragma once
// Mail.

#include "services/module.h"

namespace cityhall {

web::Response show_notices(Call& call);
web::Response send_notice_again(Call& call);
web::Response notices_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
