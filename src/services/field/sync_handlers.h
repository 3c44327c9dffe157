#pragma once
// What the tablet's script speaks with: who is signed in, photos in parts, and batches of operations. JSON in and out.

#include "services/module.h"

namespace cityhall {

/// Operations of one batch at most.
inline constexpr std::size_t sync_batch_most = 100;

/// GET /field/state: who is signed in, with a token against forged requests; 401 tells the tablet to ask for a sign-in.
web::Response show_tablet_state(Call& call);
/// POST /field/sync: {"account", "operations": [{"id", "task", "kind", …, "uploads": []}]} → {"answers": [{"id", "result", …}]}, one for
/// each operation in order: done, already, conflict, refused (with a message), or waiting (for photos that are not here yet).
web::Response take_operations(Call& call);
/// GET /field/uploads/{upload}: how much of a photo is here.
web::Response show_upload(Call& call);
/// POST /field/uploads/{upload}/parts?start=&bytes=&hash=: the part as the body.
web::Response take_upload_part(Call& call);

}  // namespace cityhall
