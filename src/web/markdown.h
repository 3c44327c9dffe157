#pragma once
// Markdown as GitHub reads it (CommonMark with tables, strike-through and bare links), made safe: no raw HTML, no pictures of other hosts,
// addresses under the policy of Url.

#include <string_view>

#include "web/markup.h"

namespace cityhall::web {

/// The text as elements. Headings are moved down so that the page's own <h1> stays the only one; a wide table scrolls by itself.
Html markdown(std::string_view text);

}  // namespace cityhall::web
