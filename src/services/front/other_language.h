#pragma once
// A form that was sent to be shown in another language.

#include "services/module.h"
#include "services/page/language_switch.h"

namespace cityhall {

/// Nothing is done with the form: it is shown again with what was typed. Where no page shows it again, its address is asked for.
web::Response in_other_language(Route const& route, Call& call);

}  // namespace cityhall
