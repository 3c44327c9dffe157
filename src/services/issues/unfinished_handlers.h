#pragma once
// The way back to a report that was begun and not sent, and the way to throw it away.

#include "services/module.h"

namespace cityhall {

/// GET /report/unfinished: on to the first page that was not asked yet; without one, to the ways to begin.
web::Response go_on_with_report(Call& call);
/// POST /report/unfinished/end: what was entered can be opened by nobody any more, and the job removes it within the hour.
web::Response throw_report_away(Call& call);

}  // namespace cityhall
