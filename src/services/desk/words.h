#pragma once
// Words of the desk's filters, for addresses and for people.

#include <string_view>

#include "kernel/cases/inbox.h"
#include "services/page/channel_words.h"
#include "web/html.h"

namespace cityhall {

std::string_view to_text(DueFilter due);
std::string_view to_text(InboxSort sort);
/// DueFilter::any and InboxSort::due for words that they do not know.
DueFilter due_filter_from(std::string_view word);
InboxSort inbox_sort_from(std::string_view word);
/// "Urgent" in colour for 1 and 2, plain words below.
web::Html priority_badge(int priority);

}  // namespace cityhall
