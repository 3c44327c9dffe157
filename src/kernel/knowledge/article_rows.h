#pragma once
// Rows of articles, for the files of this folder.

#include <optional>

#include "kernel/knowledge/article.h"
#include "store/text_index.h"

namespace cityhall {

/// The full-text index of articles; documents have the article's id.
store::TextIndex const& article_words();

namespace articles_store {

std::optional<Article> find(store::Reader& reader, std::string_view slug);
std::optional<Article> find(store::Reader& reader, ArticleId id);
/// All of them without texts and services.
std::vector<Article> all(store::Reader& reader);
/// All that are in use, or all that were taken out of it, without bodies: three statements, however many there are.
struct ListScope {
  bool archived = false;
  bool staff_too = false;
};
std::vector<Article> list(store::Reader& reader, ListScope scope);
/// Adds texts and services.
void complete(store::Reader& reader, Article& article);
std::vector<ArticleId> of_service(store::Reader& reader, std::string_view service);
/// Writes the article with texts and services, and its words into the index.
void put(store::Transaction& tx, Article const& article);
/// The whole index anew, after rows came in by themselves.
void index_all(store::Transaction& tx);
void insert_revision(Unit& unit, Article const& article, std::string_view why, std::string const& content);
struct RevisionRow {
  std::int64_t revision = 0;
  Time at{};
  std::string by{};
  std::string why{};
  std::string content{};
};
std::vector<RevisionRow> revisions(store::Reader& reader, ArticleId id);
/// Those in use whose review date is `today` or earlier and whose owner was not told of that date.
std::vector<ArticleId> not_reminded(store::Reader& reader, std::string_view today);
void set_reminded(store::Transaction& tx, Article const& article);

}  // namespace articles_store
}  // namespace cityhall
