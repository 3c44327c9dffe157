#include "base/json.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/publications/content_json.h"
#include "kernel/publications/publication_rows.h"
#include "store/transaction.h"

namespace cityhall {

store::TextIndex const& publication_words() {
  static store::TextIndex const index{"publication_words"};
  return index;
}

namespace publications_store {
namespace {

PublicationContent content_of(std::string const& text) {
  auto const json = parse_json(text);
  return json ? publication_content_from(*json) : PublicationContent{};
}

/// id, kind, revision, public_revision, live_from, live_until, updated_at, then the revision that is shown and its content
Publication publication_from(auto const& row) {
  return {.id = row.template get<PublicationId>(0),
          .kind = publication_kind_from(row.template get<std::string>(1)).value_or(PublicationKind::page),
          .revision = row.template get<std::int64_t>(2),
          .public_revision = row.template get<std::int64_t>(3),
          .shown_revision = row.template get<std::int64_t>(7),
          .live_from = row.template get<Time>(4),
          .live_until = row.template get<std::optional<Time>>(5),
          .updated_at = row.template get<Time>(6),
          .content = content_of(row.template get<std::string>(8))};
}

std::string words_of_public(Publication const& publication) {
  std::string words;
  for (auto const& text : publication.content.texts) words += text.title + ' ' + text.summary + ' ' + text.body + ' ';
  return fold(words);
}

}  // namespace

std::optional<Publication> find(store::Reader& reader, PublicationId id) {
  auto const row = reader.maybe(
      R"sql(SELECT p.id, p.kind, p.revision, p.public_revision, p.live_from, p.live_until, p.updated_at, r.revision, r.content
            FROM publications p JOIN publication_revisions r ON r.publication_id = p.id AND r.revision = p.revision WHERE p.id = $1)sql",
      id);
  return row ? std::optional{publication_from(*row)} : std::nullopt;
}

std::optional<PublicationId> find(store::Reader& reader, PublicationKind kind, std::string_view slug) {
  auto const word = to_text(kind);
  if (auto const id = reader.maybe_value<PublicationId>(R"sql(SELECT id FROM publications WHERE kind = $1 AND slug = $2)sql", word, slug))
    return id;
  return reader.maybe_value<PublicationId>(R"sql(SELECT publication_id FROM publication_addresses WHERE kind = $1 AND slug = $2)sql", word,
                                           slug);
}

std::optional<Publication> find_public(store::Reader& reader, PublicationId id) {
  auto const row = reader.maybe(
      R"sql(SELECT p.id, p.kind, p.revision, p.public_revision, p.live_from, p.live_until, p.updated_at, r.revision, r.content
            FROM publications p JOIN publication_revisions r ON r.publication_id = p.id AND r.revision = p.public_revision
            WHERE p.id = $1)sql",
      id);
  return row ? std::optional{publication_from(*row)} : std::nullopt;
}

std::vector<Publication> not_ended(store::Reader& reader, PublicationKind kind, Time now) {
  std::vector<Publication> found;
  for (auto const row : reader.query(
           R"sql(SELECT p.id, p.kind, p.revision, p.public_revision, p.live_from, p.live_until, p.updated_at, r.revision, r.content
                 FROM publications p JOIN publication_revisions r ON r.publication_id = p.id AND r.revision = p.public_revision
                 WHERE p.kind = $1 AND p.public_revision > 0 AND (p.live_until IS NULL OR p.live_until > $2)
                 ORDER BY p.live_from DESC, p.id DESC)sql",
           to_text(kind), now))
    found.push_back(publication_from(row));
  return found;
}

std::vector<Publication> live(store::Reader& reader, LiveFilter const& filter, Time now) {
  std::vector<Publication> found;
  for (auto const row : reader.query(
           R"sql(SELECT p.id, p.kind, p.revision, p.public_revision, p.live_from, p.live_until, p.updated_at, r.revision, r.content
                 FROM publications p JOIN publication_revisions r ON r.publication_id = p.id AND r.revision = p.public_revision
                 WHERE p.kind = $1 AND p.public_revision > 0 AND p.live_from <= $2 AND (p.live_until IS NULL OR p.live_until > $2)
                   AND ($3 = 0 OR p.zone_id = $3)
                 ORDER BY p.live_from DESC, p.id DESC LIMIT $4)sql",
           to_text(filter.kind), now, filter.zone, static_cast<std::int64_t>(filter.most)))
    found.push_back(publication_from(row));
  return found;
}

std::vector<Publication> newest(store::Reader& reader, PublicationKind kind) {
  std::vector<Publication> found;
  for (auto const row : reader.query(
           R"sql(SELECT p.id, p.kind, p.revision, p.public_revision, p.live_from, p.live_until, p.updated_at, r.revision, r.content
                 FROM publications p JOIN publication_revisions r ON r.publication_id = p.id AND r.revision = p.revision
                 WHERE p.kind = $1 ORDER BY p.updated_at DESC, p.id DESC)sql",
           to_text(kind)))
    found.push_back(publication_from(row));
  return found;
}

std::vector<PublicationRevision> revisions(store::Reader& reader, PublicationId id) {
  std::vector<PublicationRevision> found;
  for (
      auto const row : reader.query(
          R"sql(SELECT revision, at, by_name, why, content FROM publication_revisions WHERE publication_id = $1 ORDER BY revision DESC)sql",
          id))
    found.push_back({row.get<std::int64_t>(0), row.get<Time>(1), row.get<std::string>(2), row.get<std::string>(3),
                     content_of(row.get<std::string>(4))});
  return found;
}

std::optional<PublicationContent> revision(store::Reader& reader, PublicationId id, std::int64_t number) {
  auto const text = reader.maybe_value<std::string>(
      R"sql(SELECT content FROM publication_revisions WHERE publication_id = $1 AND revision = $2)sql", id, number);
  return text ? std::optional{content_of(*text)} : std::nullopt;
}

void put(store::Transaction& tx, Publication const& publication) {
  tx.run(
      R"sql(INSERT INTO publications (id, kind, slug, revision, public_revision, zone_id, live_from, live_until, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, revision = excluded.revision,
              public_revision = excluded.public_revision, zone_id = excluded.zone_id, live_from = excluded.live_from,
              live_until = excluded.live_until, updated_at = excluded.updated_at)sql",
      publication.id, to_text(publication.kind), publication.content.slug, publication.revision, publication.public_revision,
      publication.content.zone, publication.live_from, publication.live_until, publication.updated_at);
}

void insert_revision(Unit& unit, Publication const& publication, std::string_view why) {
  unit.tx.run(
      R"sql(INSERT INTO publication_revisions (publication_id, revision, at, account_id, by_name, why, content)
            VALUES ($1, $2, $3, $4, $5, $6, $7))sql",
      publication.id, publication.revision, unit.now, unit.actor.account, unit.actor.name, why, to_text(content_json(publication.content)));
}

void keep_address(store::Transaction& tx, Publication const& publication) {
  tx.run(
      R"sql(INSERT INTO publication_addresses (kind, slug, publication_id) VALUES ($1, $2, $3)
            ON CONFLICT (kind, slug) DO UPDATE SET publication_id = excluded.publication_id)sql",
      to_text(publication.kind), publication.content.slug, publication.id);
}

void index(store::Transaction& tx, PublicationId id) {
  auto const shown = find_public(tx, id);
  shown ? publication_words().put(tx, id.value, words_of_public(*shown)) : publication_words().remove(tx, id.value);
}

void index_all(store::Transaction& tx) {
  for (auto const id : tx.values<PublicationId>(R"sql(SELECT id FROM publications WHERE public_revision > 0)sql")) index(tx, id);
}

}  // namespace publications_store
}  // namespace cityhall
