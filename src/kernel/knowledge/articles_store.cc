#include <map>

#include "base/json.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/knowledge/article_rows.h"
#include "store/transaction.h"

namespace cityhall {

store::TextIndex const& article_words() {
  static store::TextIndex const index{"article_words"};
  return index;
}

namespace articles_store {
namespace {

/// id, slug, audience, owner, review_on, revision, archived, updated_at
Article article_from(auto const& row) {
  return {.id = row.template get<ArticleId>(0),
          .slug = row.template get<std::string>(1),
          .audience = row.template get<std::string>(2) == "staff" ? ArticleAudience::staff : ArticleAudience::public_,
          .owner = row.template get<std::string>(3),
          .review_on = row.template get<std::string>(4),
          .revision = row.template get<std::int64_t>(5),
          .archived = row.template get<bool>(6),
          .updated_at = row.template get<Time>(7)};
}

std::string words_of(Article const& article) {
  std::string words = article.slug + ' ' + join(article.services, " ") + ' ';
  for (auto const& text : article.texts) words += text.title + ' ' + text.summary + ' ' + text.keywords + ' ' + text.body + ' ';
  return fold(words);
}

void put_texts(store::Transaction& tx, Article const& article) {
  tx.run(R"sql(DELETE FROM article_texts WHERE article_id = $1)sql", article.id);
  for (auto const& text : article.texts)
    tx.run(R"sql(INSERT INTO article_texts (article_id, language, title, summary, keywords, body) VALUES ($1, $2, $3, $4, $5, $6))sql",
           article.id, text.language, text.title, text.summary, text.keywords, text.body);
  tx.run(R"sql(DELETE FROM article_services WHERE article_id = $1)sql", article.id);
  std::int64_t position = 0;
  for (auto const& service : article.services)
    tx.run(R"sql(INSERT INTO article_services (service, article_id, position) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING)sql", service,
           article.id, position++);
}

}  // namespace

std::optional<Article> find(store::Reader& reader, std::string_view slug) {
  auto const row = reader.maybe(
      R"sql(SELECT id, slug, audience, owner, review_on, revision, archived, updated_at FROM articles WHERE slug = $1)sql", slug);
  if (!row) return std::nullopt;
  auto article = article_from(*row);
  complete(reader, article);
  return article;
}

std::optional<Article> find(store::Reader& reader, ArticleId id) {
  auto const row =
      reader.maybe(R"sql(SELECT id, slug, audience, owner, review_on, revision, archived, updated_at FROM articles WHERE id = $1)sql", id);
  if (!row) return std::nullopt;
  auto article = article_from(*row);
  complete(reader, article);
  return article;
}

std::vector<Article> all(store::Reader& reader) {
  std::vector<Article> articles;
  for (auto const row :
       reader.query(R"sql(SELECT id, slug, audience, owner, review_on, revision, archived, updated_at FROM articles ORDER BY slug)sql"))
    articles.push_back(article_from(row));
  return articles;
}

std::vector<Article> list(store::Reader& reader, ListScope scope) {
  store::Query heads{R"sql(SELECT id, slug, audience, owner, review_on, revision, archived, updated_at FROM articles)sql"};
  heads.where("archived = ?", scope.archived);
  if (!scope.staff_too) heads.where("audience = 'public'");
  std::map<ArticleId, Article> articles;
  for (auto const row : reader.query(heads)) articles.emplace(row.get<ArticleId>(0), article_from(row));
  for (auto const row :
       reader.query(R"sql(SELECT article_id, language, title, summary, keywords FROM article_texts ORDER BY article_id, language)sql"))
    if (auto const found = articles.find(row.get<ArticleId>(0)); found != articles.end())
      found->second.texts.push_back({.language = row.get<std::string>(1),
                                     .title = row.get<std::string>(2),
                                     .summary = row.get<std::string>(3),
                                     .keywords = row.get<std::string>(4)});
  for (auto const row : reader.query(R"sql(SELECT article_id, service FROM article_services ORDER BY article_id, position, service)sql"))
    if (auto const found = articles.find(row.get<ArticleId>(0)); found != articles.end())
      found->second.services.push_back(row.get<std::string>(1));
  std::vector<Article> listed;
  for (auto& [id, article] : articles) listed.push_back(std::move(article));
  return listed;
}

void complete(store::Reader& reader, Article& article) {
  for (auto const row :
       reader.query(R"sql(SELECT language, title, summary, keywords, body FROM article_texts WHERE article_id = $1 ORDER BY language)sql",
                    article.id))
    article.texts.push_back(
        {row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2), row.get<std::string>(3), row.get<std::string>(4)});
  article.services = reader.values<std::string>(
      R"sql(SELECT service FROM article_services WHERE article_id = $1 ORDER BY position, service)sql", article.id);
}

std::vector<ArticleId> of_service(store::Reader& reader, std::string_view service) {
  return reader.values<ArticleId>(R"sql(SELECT article_id FROM article_services WHERE service = $1 ORDER BY position, article_id)sql",
                                  service);
}

void put(store::Transaction& tx, Article const& article) {
  auto const* const audience = article.audience == ArticleAudience::staff ? "staff" : "public";
  tx.run(
      R"sql(INSERT INTO articles (id, slug, audience, owner, review_on, reminded_for, revision, archived, updated_at)
            VALUES ($1, $2, $3, $4, $5, '', $6, $7, $8)
            ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, audience = excluded.audience, owner = excluded.owner,
              review_on = excluded.review_on, revision = excluded.revision, archived = excluded.archived,
              updated_at = excluded.updated_at)sql",
      article.id, article.slug, audience, article.owner, article.review_on, article.revision, article.archived, article.updated_at);
  put_texts(tx, article);
  article_words().put(tx, article.id.value, words_of(article));
}

void index_all(store::Transaction& tx) {
  for (auto& article : all(tx)) {
    complete(tx, article);
    article_words().put(tx, article.id.value, words_of(article));
  }
}

void insert_revision(Unit& unit, Article const& article, std::string_view why, std::string const& content) {
  unit.tx.run(
      R"sql(INSERT INTO article_revisions (article_id, revision, at, account_id, by_name, why, content) VALUES ($1, $2, $3, $4, $5, $6, $7))sql",
      article.id, article.revision, unit.now, unit.actor.account, unit.actor.name, why, content);
}

std::vector<RevisionRow> revisions(store::Reader& reader, ArticleId id) {
  std::vector<RevisionRow> rows;
  for (auto const row : reader.query(
           R"sql(SELECT revision, at, by_name, why, content FROM article_revisions WHERE article_id = $1 ORDER BY revision DESC)sql", id))
    rows.push_back({row.get<std::int64_t>(0), row.get<Time>(1), row.get<std::string>(2), row.get<std::string>(3), row.get<std::string>(4)});
  return rows;
}

std::vector<ArticleId> not_reminded(store::Reader& reader, std::string_view today) {
  return reader.values<ArticleId>(
      R"sql(SELECT id FROM articles WHERE archived = 0 AND review_on <> '' AND review_on <= $1 AND reminded_for <> review_on ORDER BY id)sql",
      today);
}

void set_reminded(store::Transaction& tx, Article const& article) {
  tx.run(R"sql(UPDATE articles SET reminded_for = review_on WHERE id = $1)sql", article.id);
}

}  // namespace articles_store

void answer_article(Unit& unit, Article const& article, bool helped, std::string_view comment) {
  unit.tx.run(R"sql(INSERT INTO article_answers (id, article_id, revision, helped, comment, at) VALUES ($1, $2, $3, $4, $5, $6))sql",
              unit.city.ids().make<ArticleId>(), article.id, article.revision, helped, shorten(without_control_characters(comment), 1000),
              unit.now);
}

ArticleFeedback feedback_of(View const& view, ArticleId id) {
  auto const count = [&](bool helped) {
    return static_cast<std::size_t>(
        view.reader.value<std::int64_t>(R"sql(SELECT count(*) FROM article_answers WHERE article_id = $1 AND helped = $2)sql", id, helped));
  };
  return {.helped = count(true),
          .not_helped = count(false),
          .comments = view.reader.values<std::string>(
              R"sql(SELECT comment FROM article_answers WHERE article_id = $1 AND comment <> '' ORDER BY id DESC LIMIT 20)sql", id)};
}

}  // namespace cityhall
