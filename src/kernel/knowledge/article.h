#pragma once
// Articles that answer people's questions: for residents, and beside the script when an agent talks to somebody.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/ids.h"
#include "kernel/unit.h"

namespace cityhall {

using ArticleId = Id<struct ArticleTag>;

enum class ArticleAudience { public_, staff };

inline constexpr std::size_t article_body_max = 40'000;  // characters

struct ArticleText {
  std::string language{};
  std::string title{};
  std::string summary{};   // one or two sentences to read aloud
  std::string keywords{};  // with commas
  std::string body{};      // Markdown
};

struct Article {
  ArticleId id{};
  std::string slug{};
  ArticleAudience audience = ArticleAudience::public_;
  std::string owner{};      // a department, or an e-mail address that is reminded
  std::string review_on{};  // date by which somebody reads it again; empty: never
  std::vector<std::string> services{};
  std::vector<ArticleText> texts{};  // one a language
  std::int64_t revision = 0;
  bool archived = false;
  Time updated_at{};

  /// In that language, else in the first one that it has. Throws nothing; an article has at least one text.
  ArticleText const& in(std::string_view language) const;
};

/// Needs `knowledge.read` for articles of staff and for archived ones. Throws not_found.
Article article_by_slug(View const& view, std::string_view slug);

struct ArticleFilter {
  std::string words{};    // typed text; empty: all
  std::string service{};  // only those that belong to it
  bool due = false;       // only those whose review date has come
  bool archived = false;  // those that were taken out of use instead of the others
  std::size_t most = 200;
};
/// What the actor may read: best fit first when there are words, else by title in that language. Without words and service they come
/// without their bodies.
std::vector<Article> find_articles(View const& view, ArticleFilter const& filter, std::string_view language);

/// Makes an article (id 0) or replaces what it says, and gives it as it is now; every change is kept as a revision with its reason.
/// Appends `article.saved`. Needs `knowledge.write`. Throws Refusal(invalid) with every wrong field, conflict "article.changed" when
/// `article.revision` is not the newest.
Article save_article(Unit& unit, Article const& article, std::string_view why = {});
/// Takes it out of use, or puts it back. Appends `article.archived` or `article.restored`. Needs `knowledge.write`.
void set_archived(Unit& unit, Article const& article, bool archived);

struct ArticleRevision {
  std::int64_t revision = 0;
  Time at{};
  std::string by{};
  std::string why{};
  Article content{};
};
/// Newest first. Needs `knowledge.write`.
std::vector<ArticleRevision> revisions_of(View const& view, ArticleId id);

struct ArticleFeedback {
  std::size_t helped = 0;
  std::size_t not_helped = 0;
  std::vector<std::string> comments{};  // newest first, at most 20
};
/// Anybody: "did this help?"
void answer_article(Unit& unit, Article const& article, bool helped, std::string_view comment);
ArticleFeedback feedback_of(View const& view, ArticleId id);

/// Job: reminds owners with an e-mail address of articles whose review date has come, once for each date.
void remind_of_reviews(City& city);
/// Makes the articles of these files (`<name>.<language>.md`, content) that the city does not have. Gives how many.
struct ArticleFile {
  std::string_view name;
  std::string_view content;
};
std::size_t add_articles(Unit& unit, std::vector<ArticleFile> const& files);

}  // namespace cityhall
