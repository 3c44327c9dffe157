#pragma once
// What the city publishes on its own site: pages, news, banners. A clerk writes; every change is kept as a revision; one of them is public.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/ids.h"
#include "kernel/unit.h"

namespace cityhall {

using PublicationId = Id<struct PublicationTag>;

enum class PublicationKind { page, news, banner };
/// "page", "news", "banner"
std::string_view to_text(PublicationKind kind);
std::optional<PublicationKind> publication_kind_from(std::string_view word);
/// "/pages/winter", "/news/new-bridge", "/alerts/boil-water"
std::string public_path(PublicationKind kind, std::string_view slug);

enum class BannerLevel { information, warning, emergency };
/// Where a page is linked on every page.
enum class LinkPlace { nowhere, menu, footer };

inline constexpr std::size_t publication_body_max = 40'000;  // characters

struct PublicationText {
  std::string language{};
  std::string title{};
  std::string summary{};        // one or two sentences
  std::string body{};           // Markdown; of a banner: may be empty
  std::string picture_words{};  // for those who do not see the picture
};

/// All that a revision says.
struct PublicationContent {
  std::string slug{};
  LinkPlace place = LinkPlace::nowhere;  // of a page
  std::int64_t position = 0;             // of the link: smaller ones first
  BannerLevel level = BannerLevel::information;
  std::string link{};  // of a banner: where "What to do" leads; empty: to its own page when it has a body
  ZoneId zone{};       // the part of the city that it is about; 0: the whole city
  FileId picture{};
  std::optional<Time> from{}, until{};
  std::vector<PublicationText> texts{};  // one a language

  /// In that language, else the first one.
  PublicationText const& in(std::string_view language) const;
};

struct Publication {
  PublicationId id{};
  PublicationKind kind = PublicationKind::page;
  std::int64_t revision = 0;         // the newest
  std::int64_t public_revision = 0;  // 0: nothing is public
  std::int64_t shown_revision = 0;   // which one `content` is
  Time live_from{};                  // of what is public
  std::optional<Time> live_until{};
  Time updated_at{};
  PublicationContent content{};

  std::string path() const { return public_path(kind, content.slug); }
};

/// How it stands towards the public at that time.
enum class Standing { draft, scheduled, live, ended };
Standing standing_of(Publication const& publication, Time now);

/// What everybody may read at that time, newest first. `zone` 0: about any part of the city.
struct LiveFilter {
  PublicationKind kind = PublicationKind::news;
  ZoneId zone{};
  std::string words{};  // of find_live_publications
  std::size_t most = 100;
};
std::vector<Publication> live_publications(View const& view, LiveFilter const& filter, Time now);
/// By its present or an earlier address. Throws not_found for what is not live.
Publication live_publication(View const& view, PublicationKind kind, std::string_view slug, Time now);
/// Live ones with the words, best first.
std::vector<Publication> find_live_publications(View const& view, LiveFilter const& filter, Time now);

/// The newest revision of each, lately changed ones first; with every word where words are given. These need `content.write`.
std::vector<Publication> publications(View const& view, PublicationKind kind, std::string_view words = {});
Publication publication_by_id(View const& view, PublicationId id);
struct PublicationRevision {
  std::int64_t revision = 0;
  Time at{};
  std::string by{};
  std::string why{};
  PublicationContent content{};
};
/// Newest first.
std::vector<PublicationRevision> revisions_of(View const& view, PublicationId id);

/// Keeps what the publication says as its next revision (id 0: makes it); what is public stays. An empty address is made from the title.
/// Appends `publication.saved`. Needs `content.write`. Throws invalid with every wrong field, conflict "publication.changed" when
/// `publication.revision` is not the newest.
PublicationId save_publication(Unit& unit, Publication const& publication, std::string_view why = {});
/// Makes the newest revision public, at its go-live time or at once. Appends `publication.published`. Needs `content.publish`.
void publish(Unit& unit, PublicationId id);
/// Takes it down. Appends `publication.withdrawn`. Needs `content.publish`.
void withdraw(Unit& unit, PublicationId id);
/// Saves an older revision as the newest one. Needs `content.write`. Throws not_found.
void restore_revision(Unit& unit, PublicationId id, std::int64_t revision, std::string_view why);

}  // namespace cityhall
