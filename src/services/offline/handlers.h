#pragma once
// The page for the time without a connection, and the worker that keeps it.

#include "services/module.h"

namespace cityhall {

/// GET /offline
web::Response show_page_without_connection(Call& call);
/// GET /resident-worker.js: ui/root/resident-worker.ts behind the list of what it keeps. It is another text, so that browsers take it anew,
/// when the program, the city's look or the words of the page are others.
web::Response show_resident_worker(Call& call);

}  // namespace cityhall
