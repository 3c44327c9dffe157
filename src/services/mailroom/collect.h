#pragma once
// Mail from the city's mailbox goes to where mail waits to be read.

#include "kernel/city.h"

namespace cityhall {

/// Job: takes what is new. Each mail is on disk before it counts as taken, and one that comes twice is read once (read_mail.h). Throws
/// Refusal(unavailable) when the mailbox cannot be read: that shows on the page of the jobs and in `cityhall doctor`.
void collect_mails(City& city);

}  // namespace cityhall
