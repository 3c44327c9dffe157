#pragma once
// The routes of acts on many requests at once.
#include "services/module.h"

namespace cityhall {

/// POST /desk/bulk/preview: what would happen; changes nothing
web::Response preview_bulk(Call& call);
/// POST /desk/bulk
web::Response create_bulk(Call& call);
web::Response bulk_again(Call& call, Refusal const& refusal);
/// GET /desk/bulk/{bulk}
web::Response show_bulk(Call& call);
/// POST /desk/bulk/{bulk}/undoing
web::Response undo_bulk_act(Call& call);

}  // namespace cityhall
