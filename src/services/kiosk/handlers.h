#pragma once
// The routes of the kiosk.
#include "services/module.h"

namespace cityhall {

web::Response show_kiosk(Call& call);
web::Response show_kiosk_services(Call& call);
web::Response show_kiosk_request(Call& call);
web::Response show_kiosk_sent(Call& call);
web::Response show_kiosk_setup(Call& call);
web::Response start_kiosk(Call& call);
web::Response end_kiosk(Call& call);

}  // namespace cityhall
