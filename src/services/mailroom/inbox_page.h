#pragma once
// The administrators' page of incoming mail.

#include "services/module.h"

namespace cityhall {

/// GET /admin/mail-in
web::Response show_mail_in(Call& call);
/// POST /admin/mail-in/tests: sends a mail to the city's own inbox and waits for it on the page
web::Response test_mail_in(Call& call);
web::Response mail_in_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
