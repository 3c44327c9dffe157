#pragma once
// Articles, and pages, news and banners, in the JSON API.

#include "kernel/knowledge/article.h"
#include "kernel/publications/publication.h"
#include "services/endpoint.h"

namespace cityhall {
web::Record<ArticleText> const& answer_record(ArticleText const*);
web::Record<Article> const& answer_record(Article const*);
web::Record<PublicationText> const& answer_record(PublicationText const*);
web::Record<Publication> const& answer_record(Publication const*);
/// What If-Match and ETag speak of.
std::string version_of(Article const& article);
std::string version_of(Publication const& publication);
}  // namespace cityhall

namespace cityhall::api {

struct ArticleQuery {
  std::string words{};
  std::string service{};
  bool due = false;
  bool archived = false;
  int limit = 50;
};
struct ArticleTextBody {
  std::string language{};
  std::string title{};
  std::string summary{};
  std::string keywords{};
  std::string body{};
};
struct ArticleBody {
  std::string slug{};
  std::string audience = "public";
  std::string owner{};
  std::string review_on{};
  std::vector<std::string> services{};
  std::vector<ArticleTextBody> texts{};
  std::string why{};
};
struct FeedbackBody {
  bool helped = false;
  std::string comment{};
};
struct ArchiveBody {
  bool archived = true;
};

struct PublicationQuery {
  std::string kind = "page";
  std::string words{};
};
struct PublicationTextBody {
  std::string language{};
  std::string title{};
  std::string summary{};
  std::string body{};
  std::string picture_words{};
};
struct PublicationBody {
  std::string kind = "page";
  std::string slug{};
  std::string place = "nowhere";
  std::int64_t position = 0;
  std::string level = "information";
  std::string link{};
  ZoneId zone{};
  FileId picture{};
  std::optional<Time> from{}, until{};
  std::vector<PublicationTextBody> texts{};
  std::string why{};
};

/// The members of each.
web::Record<ArticleQuery> const& body_record(ArticleQuery const*);
web::Record<ArticleTextBody> const& body_record(ArticleTextBody const*);
web::Record<ArticleBody> const& body_record(ArticleBody const*);
web::Record<FeedbackBody> const& body_record(FeedbackBody const*);
web::Record<ArchiveBody> const& body_record(ArchiveBody const*);
web::Record<PublicationQuery> const& body_record(PublicationQuery const*);
web::Record<PublicationTextBody> const& body_record(PublicationTextBody const*);
web::Record<PublicationBody> const& body_record(PublicationBody const*);

std::vector<Route> knowledge_routes();

}  // namespace cityhall::api
