#pragma once
// The routes of those who write.

#include "services/module.h"

namespace cityhall::content {

/// GET /desk/content?kind=&q=, GET /desk/content/new?kind=, GET /desk/content/{publication}
web::Response show_list(Call& call);
web::Response show_new(Call& call);
web::Response show_editor(Call& call);
/// POST /desk/content and /desk/content/{publication}: keeps it, or makes it public
web::Response write(Call& call);
/// POST /desk/content/new/preview and /desk/content/{publication}/preview: shows how it will look; of what was sent only a picture is kept
web::Response preview(Call& call);
web::Response write_again(Call& call, Refusal const& refusal);
/// POST /desk/content/review: what a text would be told, while it is typed; a part of a page
web::Response show_review(Call& call);
/// POST /desk/content/{publication}/withdrawal, /desk/content/{publication}/restoration
web::Response take_down(Call& call);
web::Response restore(Call& call);
/// GET /desk/content/{publication}/comparison?from=&to=
web::Response show_comparison(Call& call);

}  // namespace cityhall::content
