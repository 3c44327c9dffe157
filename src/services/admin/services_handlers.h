#pragma once
// Services: list, look, check, publish, retire.

#include "services/module.h"

namespace cityhall {

web::Response show_office_services(Call& call);
web::Response show_office_service(Call& call);
web::Response retire_service(Call& call);
web::Response show_bench(Call& call);
web::Response check_service(Call& call);
web::Response publish_service(Call& call);
/// The bench with the text and every fault.
web::Response bench_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
