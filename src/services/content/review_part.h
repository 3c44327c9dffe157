#pragma once
// What somebody would stumble over in a text, as its writer reads it: below the text, with lines and what to do.

#include "kernel/publications/publication.h"
#include "web/html.h"

namespace cityhall::content {

web::Html review_part(PublicationText const& text);

}  // namespace cityhall::content
