#pragma once
// The words of mails: shipped, or the city's own.

#include "services/module.h"

namespace cityhall {

web::Response show_wordings(Call& call);
web::Response show_wording(Call& call);
web::Response save_wording(Call& call);
web::Response wording_again(Call& call, Refusal const& refusal);
web::Response preview_wording_text(Call& call);
web::Response reset_wording_text(Call& call);

}  // namespace cityhall
