#pragma once
// Pages, news and banners as those see them who write them.

#include <string>
#include <vector>

#include "base/line_diff.h"
#include "kernel/publications/publication.h"
#include "services/page/page.h"

namespace cityhall::content {

struct ContentListView {
  PublicationKind kind = PublicationKind::page;
  std::string words{};
  std::vector<Publication> found{};
};
/// Those of one kind, with how each stands towards the public.
web::Response content_list_page(Call const& call, ContentListView const& view);

struct ContentEditorView {
  Publication publication{};
  std::vector<PublicationRevision> revisions{};
  bool preview = false;
  bool checked = false;  // findings are shown for an empty text, too
  web::Entered entered{};
  std::string notice{};  // what went wrong, in words
};
/// The form with preview, checks and versions.
web::Response content_editor_page(Call const& call, ContentEditorView const& view, int status = 200);

struct ContentComparison {
  Publication const& publication;
  PublicationRevision const& from;
  PublicationRevision const& to;
};
/// What one version says other than another.
web::Response content_comparison_page(Call const& call, ContentComparison const& view);

/// "2027-03-02T09:00" in the city's zone, as a form has it.
std::string local_input(Call const& call, std::optional<Time> time);

}  // namespace cityhall::content
