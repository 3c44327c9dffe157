#include "services/desk/words.h"

#include <algorithm>
#include <array>

namespace cityhall {
namespace {

constexpr std::array<std::string_view, 5> due_words{"any", "overdue", "today", "soon", "none"};
constexpr std::array<std::string_view, 5> sort_words{"due", "newest", "oldest", "priority", "updated"};

template <class Kind, std::size_t N>
Kind kind_from(std::array<std::string_view, N> const& words, std::string_view word) {
  auto const found = std::find(words.begin(), words.end(), word);
  return found == words.end() ? Kind{} : static_cast<Kind>(found - words.begin());
}

}  // namespace

std::string_view to_text(DueFilter due) { return due_words.at(static_cast<std::size_t>(due)); }
std::string_view to_text(InboxSort sort) { return sort_words.at(static_cast<std::size_t>(sort)); }
DueFilter due_filter_from(std::string_view word) { return kind_from<DueFilter>(due_words, word); }
InboxSort inbox_sort_from(std::string_view word) { return kind_from<InboxSort>(sort_words, word); }

web::Html priority_badge(int priority) {
  using namespace web::tag;
  if (priority == 1) return span(cls("badge late"), _("Urgent"));
  if (priority == 2) return span(cls("badge soon"), _("High"));
  return span(cls("soft"), priority == 3 ? _("Normal") : _("Low"));
}

}  // namespace cityhall
