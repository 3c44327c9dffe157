#pragma once
// The city's settings.

#include "services/module.h"

namespace cityhall {

web::Response show_settings(Call& call);
web::Response save_settings(Call& call);
web::Response undo_settings(Call& call);
web::Response settings_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
