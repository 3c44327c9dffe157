#pragma once
// Hiding parts of a photo by hand.

#include "services/call.h"

namespace cityhall {

struct Refusal;

/// GET /desk/cases/{number}/photos/{file}
web::Response show_photo_editor(Call& call);
/// POST …/hidden-parts: made in the photo helper, hence apart.
web::Response create_hidden_parts(Call& call);
/// POST …/hidden-parts/removal
web::Response remove_hidden_parts(Call& call);
/// POST …/original: the picture itself; the look is recorded.
web::Response view_original(Call& call);
web::Response photo_editor_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
