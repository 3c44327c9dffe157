#pragma once
// The part of the page of incoming mail in which administrators say which mailbox is read.

#include "services/module.h"
#include "services/page/office.h"

namespace cityhall {

/// The form, and how the last look went.
web::Html mailbox_part(Call const& call, web::Entered const& entered);
/// POST /admin/mail-in/mailbox
web::Response change_mailbox(Call& call);
/// POST /admin/mail-in/looks: takes what is new now
web::Response look_into_mailbox(Call& call);

}  // namespace cityhall
