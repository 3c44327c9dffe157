#pragma once
// Words of this module's pages.

#include "kernel/publications/publication.h"
#include "services/page/page.h"

namespace cityhall::content {

/// "Pages", "News", "Banners"
Message kind_words(PublicationKind kind);
/// "New page", "New item of news", "New banner"
Message new_words(PublicationKind kind);
web::Html standing_badge(Call const& call, Publication const& publication);
/// "English", "Español"
std::string_view language_name(std::string_view code);
std::string desk_path(Publication const& publication);
std::string list_path(PublicationKind kind);

}  // namespace cityhall::content
