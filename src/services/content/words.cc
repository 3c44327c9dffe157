#include "services/content/words.h"

#include "web/html.h"

namespace cityhall::content {

using namespace web;
using namespace web::tag;

Message kind_words(PublicationKind kind) {
  switch (kind) {
    case PublicationKind::page:
      return _("Pages");
    case PublicationKind::news:
      return _("News");
    case PublicationKind::banner:
      return _("Banners");
  }
  return _("Pages");
}

Message new_words(PublicationKind kind) {
  switch (kind) {
    case PublicationKind::page:
      return _("New page");
    case PublicationKind::news:
      return _("New item of news");
    case PublicationKind::banner:
      return _("New banner");
  }
  return _("New page");
}

Html standing_badge(Call const& call, Publication const& publication) {
  auto const changed = publication.public_revision > 0 && publication.revision != publication.public_revision
                           ? group(" ", span(cls("badge soon"), _("Changes not published")))
                           : nothing();
  switch (standing_of(publication, call.now)) {
    case Standing::draft:
      return span(cls("badge"), _("Draft"));
    case Standing::scheduled:
      return group(span(cls("badge open"), sentence(_("From {time}"), {{"time", time_of(call, publication.live_from)}})), changed);
    case Standing::live:
      return group(span(cls("badge good"), _("Public")), changed);
    case Standing::ended:
      return group(span(cls("badge late"), _("Ended")), changed);
  }
  return nothing();
}

std::string_view language_name(std::string_view code) { return code == "en" ? "English" : code == "es" ? "Español" : code; }

std::string desk_path(Publication const& publication) { return "/desk/content/" + to_text(publication.id); }

std::string list_path(PublicationKind kind) { return "/desk/content?kind=" + std::string{to_text(kind)}; }

}  // namespace cityhall::content
