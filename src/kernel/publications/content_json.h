#pragma once
// What a revision says, as it is stored.

#include "base/json_fwd.h"
#include "kernel/publications/publication.h"

namespace cityhall {

Json content_json(PublicationContent const& content);
/// Members that are missing stay as they are by default.
PublicationContent publication_content_from(Json const& json);

}  // namespace cityhall
