#pragma once
// When the city and its departments work.

#include "services/module.h"

namespace cityhall {

web::Response show_calendars(Call& call);
web::Response create_calendar(Call& call);
web::Response calendars_again(Call& call, Refusal const& refusal);
web::Response show_calendar(Call& call);
web::Response change_calendar(Call& call);
web::Response import_holidays(Call& call);
web::Response delete_calendar(Call& call);
web::Response calendar_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
