#include "kernel/publications/publication.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/refusal.h"
#include "base/slug.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "kernel/files/files_store.h"
#include "kernel/places/zone.h"
#include "kernel/publications/publication_rows.h"
#include "kernel/publications/site.h"

namespace cityhall {
namespace {

constexpr std::array<std::string_view, 3> kind_words{"page", "news", "banner"};
constexpr std::array<std::string_view, 3> kind_paths{"/pages/", "/news/", "/alerts/"};
constexpr std::size_t title_most = 100;
constexpr std::size_t summary_most = 300;

Refusal no_such_publication() { return not_found(_("There is no such page."), _("Look for it with other words.")); }

void check_publication_text(Publication const& publication, PublicationText const& text, std::vector<FieldError>& errors) {
  if (trim(text.title).empty() || length(text.title) > title_most)
    errors.push_back({"title." + text.language, "length", _("A title has 1 to 100 characters.")});
  if (length(text.summary) > summary_most)
    errors.push_back({"summary." + text.language, "too_long", _("A summary has at most 300 characters.")});
  bool const needed = publication.kind != PublicationKind::banner;
  if ((needed && trim(text.body).empty()) || length(text.body) > publication_body_max)
    errors.push_back({"body." + text.language, "length", _("The text has 1 to 40,000 characters.")});
}

void check_address(Unit& unit, Publication const& publication, std::vector<FieldError>& errors) {
  auto const& slug = publication.content.slug;
  if (!is_slug(slug)) errors.push_back({"slug", "malformed", _("The address has small letters, digits and hyphens only: trash-days.")});
  auto const owner = publications_store::find(unit.tx, publication.kind, slug);
  if (owner && *owner != publication.id)
    errors.push_back({"slug", "taken", _("Something else has this address already, or had it before.")});
}

bool is_good_link(std::string_view link) {
  return link.empty() || (link.starts_with('/') && !link.starts_with("//")) || link.starts_with("https://");
}

void check_publication(Unit& unit, Publication const& publication) {
  std::vector<FieldError> errors;
  auto const& content = publication.content;
  if (content.texts.empty()) errors.push_back({"title", "required", _("Write a title and the text in at least one language.")});
  for (auto const& text : content.texts) check_publication_text(publication, text, errors);
  if (!content.texts.empty()) check_address(unit, publication, errors);
  if (content.from && content.until && *content.until <= *content.from)
    errors.push_back({"until", "order", _("It ends before it begins.")});
  if (content.zone && unit.city.zones.get()->find(content.zone) == nullptr)
    errors.push_back({"zone", "unknown", _("There is no such area.")});
  if (!is_good_link(content.link))
    errors.push_back({"link", "malformed", _("Begin the link with / for a page of this site, or with https:// for another.")});
  if (!errors.empty()) throw invalid_fields(std::move(errors));
}

/// A picture becomes public with its page: whoever writes may take the pictures that they brought, and no one else's.
void check_picture(Unit& unit, FileId picture) {
  auto const file = files_store::find(unit.tx, picture);
  if (!file || file->account != unit.actor.account || !unit.actor.account)
    throw invalid_fields({{"photo", "unknown", _("Upload the picture again.")}});
}

Publication known_publication(store::Reader& reader, PublicationId id) {
  auto found = publications_store::find(reader, id);
  if (!found) throw no_such_publication();
  return std::move(*found);
}

/// Every public page shows it, or shows it no more, from the commit on.
void show_to_all(Unit& unit, PublicationId id) {
  publications_store::index(unit.tx, id);
  unit.tx.after_commit([&city = unit.city, fresh = load_site(unit.tx, unit.now)] { city.site.set(fresh); });
}

Json told_of(Publication const& publication) {
  return {{"publication", to_text(publication.id)},
          {"kind", to_text(publication.kind)},
          {"slug", publication.content.slug},
          {"revision", publication.revision}};
}

}  // namespace

std::string_view to_text(PublicationKind kind) { return kind_words.at(static_cast<std::size_t>(kind)); }

std::optional<PublicationKind> publication_kind_from(std::string_view word) {
  auto const* const found = std::find(kind_words.begin(), kind_words.end(), word);
  if (found == kind_words.end()) return std::nullopt;
  return static_cast<PublicationKind>(found - kind_words.begin());
}

std::string public_path(PublicationKind kind, std::string_view slug) {
  return std::string{kind_paths.at(static_cast<std::size_t>(kind))} + std::string{slug};
}

PublicationText const& PublicationContent::in(std::string_view language) const {
  static PublicationText const nothing_said{};
  auto const found = std::find_if(texts.begin(), texts.end(), [&](PublicationText const& text) { return text.language == language; });
  if (found != texts.end()) return *found;
  return texts.empty() ? nothing_said : texts.front();
}

Standing standing_of(Publication const& publication, Time now) {
  if (publication.public_revision == 0) return Standing::draft;
  if (publication.live_until && *publication.live_until <= now) return Standing::ended;
  return publication.live_from > now ? Standing::scheduled : Standing::live;
}

std::vector<Publication> live_publications(View const& view, LiveFilter const& filter, Time now) {
  return publications_store::live(view.reader, filter, now);
}

Publication live_publication(View const& view, PublicationKind kind, std::string_view slug, Time now) {
  auto const id = publications_store::find(view.reader, kind, slug);
  auto found = id ? publications_store::find_public(view.reader, *id) : std::nullopt;
  if (!found || standing_of(*found, now) != Standing::live) throw no_such_publication();
  return std::move(*found);
}

std::vector<Publication> find_live_publications(View const& view, LiveFilter const& filter, Time now) {
  constexpr int hits_most = 200;
  std::vector<Publication> found;
  for (auto const& hit : publication_words().search(view.reader, filter.words, hits_most)) {
    auto one = publications_store::find_public(view.reader, PublicationId{hit.id});
    if (one && one->kind == filter.kind && standing_of(*one, now) == Standing::live) found.push_back(std::move(*one));
    if (found.size() == filter.most) break;
  }
  return found;
}

std::vector<Publication> publications(View const& view, PublicationKind kind, std::string_view words) {
  require(view.actor, "content.write");
  auto found = publications_store::newest(view.reader, kind);
  auto const folded = fold(words);
  auto const parts = split(folded, ' ');
  std::erase_if(found, [&](Publication const& one) {
    std::string said = one.content.slug + ' ';
    for (auto const& text : one.content.texts) said += text.title + ' ' + text.summary + ' ' + text.body + ' ';
    said = fold(said);
    return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) { return said.find(part) == std::string::npos; });
  });
  return found;
}

Publication publication_by_id(View const& view, PublicationId id) {
  require(view.actor, "content.write");
  return known_publication(view.reader, id);
}

std::vector<PublicationRevision> revisions_of(View const& view, PublicationId id) {
  require(view.actor, "content.write");
  return publications_store::revisions(view.reader, id);
}

PublicationId save_publication(Unit& unit, Publication const& publication, std::string_view why) {
  require(unit.actor, "content.write");
  auto next = publication;
  if (next.content.slug.empty() && !next.content.texts.empty()) next.content.slug = slug_from(next.content.texts.front().title);
  check_publication(unit, next);
  auto row = next;
  row.public_revision = 0;
  auto const before = next.id ? known_publication(unit.tx, next.id) : Publication{};
  if (next.content.picture && next.content.picture != before.content.picture) check_picture(unit, next.content.picture);
  if (next.id) {
    if (before.revision != publication.revision)
      throw conflict("publication.changed", _("Somebody else has changed this meanwhile."), _("Open it again and look at what is new."));
    // What is public keeps its address, area and times until the next publication.
    if (auto const shown = publications_store::find_public(unit.tx, next.id)) row = *shown;
  } else {
    next.id = unit.city.ids().make<PublicationId>();
  }
  next.revision = row.revision = publication.revision + 1;
  row.id = next.id;
  row.updated_at = unit.now;
  publications_store::put(unit.tx, row);
  publications_store::insert_revision(unit, next, trim(why));
  append(unit, "publication.saved", {}, told_of(next));
  return next.id;
}

void publish(Unit& unit, PublicationId id) {
  require(unit.actor, "content.publish");
  auto next = known_publication(unit.tx, id);
  check_publication(unit, next);
  if (auto const before = publications_store::find_public(unit.tx, id)) publications_store::keep_address(unit.tx, *before);
  bool const was_public = next.public_revision > 0;
  next.public_revision = next.revision;
  next.live_from = next.content.from ? *next.content.from : was_public ? std::min(next.live_from, unit.now) : unit.now;
  next.live_until = next.content.until;
  next.updated_at = unit.now;
  publications_store::put(unit.tx, next);
  if (next.content.picture) files_store::set_visibility(unit.tx, next.content.picture, Visibility::everyone);
  append(unit, "publication.published", {}, told_of(next));
  show_to_all(unit, id);
}

void withdraw(Unit& unit, PublicationId id) {
  require(unit.actor, "content.publish");
  auto next = known_publication(unit.tx, id);
  if (next.public_revision == 0) return;
  next.public_revision = 0;
  next.updated_at = unit.now;
  publications_store::put(unit.tx, next);
  append(unit, "publication.withdrawn", {}, told_of(next));
  show_to_all(unit, id);
}

void restore_revision(Unit& unit, PublicationId id, std::int64_t revision, std::string_view why) {
  auto next = known_publication(unit.tx, id);
  auto content = publications_store::revision(unit.tx, id, revision);
  if (!content) throw not_found(_("There is no such version."), _("Choose one of the list."));
  next.content = std::move(*content);
  save_publication(unit, next, why);
}

}  // namespace cityhall
