#pragma once
// API keys.

#include "services/module.h"

namespace cityhall {

web::Response show_keys(Call& call);
web::Response create_key(Call& call);
web::Response keys_again(Call& call, Refusal const& refusal);
web::Response disable_key(Call& call);

}  // namespace cityhall
