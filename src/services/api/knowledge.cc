#include "services/api/knowledge.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/refusal.h"
#include "services/api/files.h"

namespace cityhall {

using namespace web;

namespace {

constexpr std::array<std::string_view, 3> link_places{"nowhere", "menu", "footer"};
constexpr std::array<std::string_view, 3> banner_levels{"information", "warning", "emergency"};

std::vector<std::string> words_in(auto const& list) { return {list.begin(), list.end()}; }

template <class Enum>
Enum enum_from(std::array<std::string_view, 3> const& words, std::string_view word) {
  auto const found = std::find(words.begin(), words.end(), word);
  return found == words.end() ? Enum{} : static_cast<Enum>(found - words.begin());
}

template <class Enum>
std::string word_at(auto const& words, Enum value) {
  return std::string{words.at(static_cast<std::size_t>(value))};
}

}  // namespace

std::string version_of(Article const& article) { return std::to_string(article.revision); }
std::string version_of(Publication const& publication) { return std::to_string(publication.revision); }

Record<ArticleText> const& answer_record(ArticleText const*) {
  using T = ArticleText;
  static Record<T> const record{"ArticleText",
                                {member("language", &T::language), member("title", &T::title), member("summary", &T::summary),
                                 member("keywords", &T::keywords), member("body", &T::body).says("Markdown.")}};
  return record;
}

Record<Article> const& answer_record(Article const*) {
  using A = Article;
  static Record<A> const record{
      "Article",
      {member("id", &A::id), member("slug", &A::slug),
       told<A>("audience", [](A const& article) -> std::string { return article.audience == ArticleAudience::staff ? "staff" : "public"; })
           .one_of({"public", "staff"}),
       member("owner", &A::owner).says("A department, or an e-mail address that is reminded."),
       member("review_on", &A::review_on).says("The date by which somebody reads it again; empty: never."), member("services",
       &A::services),
       member("texts", &A::texts), member("revision", &A::revision).says("Also the ETag."), member("archived", &A::archived),
       member("updated_at", &A::updated_at)}};
  return record;
}

Record<PublicationText> const& answer_record(PublicationText const*) {
  using T = PublicationText;
  static Record<T> const record{"PublicationText",
                                {member("language", &T::language), member("title", &T::title), member("summary", &T::summary),
                                 member("body", &T::body).says("Markdown."), member("picture_words", &T::picture_words)}};
  return record;
}

Record<Publication> const& answer_record(Publication const*) {
  using P = Publication;
  static Record<P> const record{
      "Publication",
      {member("id", &P::id),
       told<P>("kind", [](P const& one) { return std::string{to_text(one.kind)}; }).one_of({"page", "news", "banner"}),
       told<P>("slug", [](P const& one) { return one.content.slug; }), told<P>("path", [](P const& one) { return one.path(); }),
       member("revision", &P::revision).says("The newest, which is told here; also the ETag."),
       member("public_revision", &P::public_revision).says("What the public reads; 0: nothing."), member("live_from", &P::live_from),
       member("live_until", &P::live_until), member("updated_at", &P::updated_at),
       told<P>("place", [](P const& one) { return word_at(link_places, one.content.place); }).one_of(words_in(link_places)),
       told<P>("position", [](P const& one) { return one.content.position; }),
       told<P>("level", [](P const& one) { return word_at(banner_levels, one.content.level); }).one_of(words_in(banner_levels)),
       told<P>("link", [](P const& one) { return one.content.link; }), told<P>("zone", [](P const& one) { return one.content.zone; }),
       told<P>("picture", [](P const& one) { return one.content.picture; }), told<P>("from", [](P const& one) { return one.content.from; }),
       told<P>("until", [](P const& one) { return one.content.until; }), told<P>("texts", [](P const& one) { return one.content.texts; })}};
  return record;
}

namespace api {
namespace {

Article asked_article(Call const& call) { return article_by_slug(call.view(), call.path_value("article")); }

ListPage<Article> list_articles(Call& call, ArticleQuery const& query) {
  return {.items = find_articles(call.view(),
                                 {.words = query.words,
                                  .service = query.service,
                                  .due = query.due,
                                  .archived = query.archived,
                                  .most = static_cast<std::size_t>(query.limit)},
                                 call.language)};
}
Article show_article(Call& call) { return asked_article(call); }

/// One text a language.
void check_languages(auto const& texts) {
  std::set<std::string> seen;
  for (auto const& text : texts)
    if (!seen.insert(text.language).second)
      throw invalid_fields({{"texts", "doubled", _("There are two texts in the language {language}.").with("language", text.language)}});
}

Article written_article(ArticleBody const& body, Article article) {
  check_languages(body.texts);
  article.slug = body.slug;
  article.audience = body.audience == "staff" ? ArticleAudience::staff : ArticleAudience::public_;
  article.owner = body.owner;
  article.review_on = body.review_on;
  article.services = body.services;
  article.texts.clear();
  for (auto const& text : body.texts) article.texts.push_back({text.language, text.title, text.summary, text.keywords, text.body});
  return article;
}

Created<Article> create_article(Call& call, ArticleBody const& body) {
  auto unit = call.unit();
  auto made = save_article(unit, written_article(body, {}), body.why);
  auto path = "/api/v1/articles/" + made.slug;
  return {std::move(made), std::move(path)};
}
Article put_article(Call& call, ArticleBody const& body) {
  auto const before = asked_article(call);
  expect_version(call, version_of(before));
  auto unit = call.unit();
  return save_article(unit, written_article(body, before), body.why);
}
Article change_article_archive(Call& call, ArchiveBody const& body) {
  auto article = asked_article(call);
  expect_version(call, version_of(article));
  auto unit = call.unit();
  if (article.archived != body.archived) set_archived(unit, article, body.archived);
  article.archived = body.archived;
  return article;
}
void create_feedback(Call& call, FeedbackBody const& body) {
  auto const article = asked_article(call);
  auto unit = call.unit();
  answer_article(unit, article, body.helped, body.comment);
}

PublicationId publication_in(Call const& call) { return PublicationId{parse_id(call.path_value("publication"))}; }

ListPage<Publication> list_publications(Call& call, PublicationQuery const& query) {
  return {.items = publications(call.view(), publication_kind_from(query.kind).value_or(PublicationKind::page), query.words)};
}
Publication show_publication(Call& call) { return publication_by_id(call.view(), publication_in(call)); }

Publication written_publication(PublicationBody const& body, Publication publication) {
  check_languages(body.texts);
  publication.content = {.slug = body.slug,
                         .place = enum_from<LinkPlace>(link_places, body.place),
                         .position = body.position,
                         .level = enum_from<BannerLevel>(banner_levels, body.level),
                         .link = body.link,
                         .zone = body.zone,
                         .picture = body.picture,
                         .from = body.from,
                         .until = body.until};
  for (auto const& text : body.texts)
    publication.content.texts.push_back({text.language, text.title, text.summary, text.body, text.picture_words});
  return publication;
}

void check_picture(Call& call, PublicationBody const& body) {
  if (body.picture) check_files(call, {body.picture});
}

Created<Publication> create_publication(Call& call, PublicationBody const& body) {
  check_picture(call, body);
  auto unit = call.unit();
  Publication const fresh{.kind = publication_kind_from(body.kind).value_or(PublicationKind::page)};
  auto const id = save_publication(unit, written_publication(body, fresh), body.why);
  return {publication_by_id(view_of(unit), id), "/api/v1/publications/" + to_text(id)};
}
Publication put_publication(Call& call, PublicationBody const& body) {
  auto const before = show_publication(call);
  expect_version(call, version_of(before));
  check_picture(call, body);
  auto unit = call.unit();
  save_publication(unit, written_publication(body, before), body.why);
  return publication_by_id(view_of(unit), before.id);
}

template <class Verb>
Publication change_publication(Call& call, Verb&& verb) {
  auto const before = show_publication(call);
  expect_version(call, version_of(before));
  auto unit = call.unit();
  verb(unit, before.id);
  return publication_by_id(view_of(unit), before.id);
}
Publication create_publishing(Call& call) {
  return change_publication(call, [](Unit& unit, PublicationId id) { publish(unit, id); });
}
Publication create_withdrawal(Call& call) {
  return change_publication(call, [](Unit& unit, PublicationId id) { withdraw(unit, id); });
}

}  // namespace

Record<ArticleQuery> const& body_record(ArticleQuery const*) {
  using Q = ArticleQuery;
  static Record<Q> const record{"",
                                {member("words", &Q::words).most(200).says("Best fit first; without them: by title."),
                                 member("service", &Q::service).most(80), member("due", &Q::due).says("Whose review date has come."),
                                 member("archived", &Q::archived).says("Those out of use instead of the others."), limit_member<Q>()}};
  return record;
}
Record<ArticleTextBody> const& body_record(ArticleTextBody const*) {
  using T = ArticleTextBody;
  static Record<T> const record{
      "ArticleTextInput",
      {member("language", &T::language).required().least(2).most(20), member("title", &T::title).required().least(1).most(200),
       member("summary", &T::summary).lines().most(1000), member("keywords", &T::keywords).most(500),
       member("body", &T::body).lines().most(static_cast<double>(article_body_max)).says("Markdown.")}};
  return record;
}
Record<ArticleBody> const& body_record(ArticleBody const*) {
  using B = ArticleBody;
  static Record<B> const record{
      "ArticleInput",
      {member("slug", &B::slug).most(80).says("Made from the title when it is empty."), member("audience", &B::audience).one_of({"public",
          "staff"}),
       member("owner", &B::owner).most(254), member("review_on", &B::review_on).most(10).says("2027-03-01"),
       member("services", &B::services).most(50), member("texts", &B::texts).required().least(1).most(20),
       member("why", &B::why).most(300).says("Kept with the revision.")}};
  return record;
}
Record<FeedbackBody> const& body_record(FeedbackBody const*) {
  static Record<FeedbackBody> const record{
      "ArticleFeedback",
      {member("helped", &FeedbackBody::helped).required(), member("comment", &FeedbackBody::comment).lines().most(1000)}};
  return record;
}
Record<ArchiveBody> const& body_record(ArchiveBody const*) {
  static Record<ArchiveBody> const record{"ArticleArchive", {member("archived", &ArchiveBody::archived).required()}};
  return record;
}
Record<PublicationQuery> const& body_record(PublicationQuery const*) {
  using Q = PublicationQuery;
  static Record<Q> const record{"", {member("kind", &Q::kind).one_of({"page", "news", "banner"}).says("page unless told."),
                                     member("words", &Q::words).most(200)}};
  return record;
}
Record<PublicationTextBody> const& body_record(PublicationTextBody const*) {
  using T = PublicationTextBody;
  static Record<T> const record{
      "PublicationTextInput",
      {member("language", &T::language).required().least(2).most(20), member("title", &T::title).required().least(1).most(200),
       member("summary", &T::summary).lines().most(1000),
       member("body", &T::body).lines().most(static_cast<double>(publication_body_max)).says("Markdown."),
       member("picture_words", &T::picture_words).most(300)}};
  return record;
}
Record<PublicationBody> const& body_record(PublicationBody const*) {
  using B = PublicationBody;
  static Record<B> const record{
      "PublicationInput",
      {member("kind", &B::kind).one_of({"page", "news", "banner"}).says("When it is made; it stays."),
       member("slug", &B::slug).most(80).says("Made from the title when it is empty."),
       member("place", &B::place).one_of(words_in(link_places)).says("Of a page: where it is linked."),
       member("position", &B::position).least(-1000).most(1000), member("level", &B::level).one_of(words_in(banner_levels)),
       member("link", &B::link).most(500), member("zone", &B::zone),
       member("picture", &B::picture).says("Of a person's own uploads; a key has none."), member("from", &B::from),
       member("until", &B::until), member("texts", &B::texts).required().least(1).most(20), member("why", &B::why).most(300)}};
  return record;
}

std::vector<Route> knowledge_routes() {
  using enum Method;
  constexpr std::string_view articles = "Articles";
  constexpr std::string_view content = "Pages, news, banners";
  return {
      endpoint<list_articles>(GET, "/api/v1/articles", "public", {articles, _("Answers to what people ask")}),
      endpoint<create_article>(POST, "/api/v1/articles", "knowledge.write", {articles, _("Write an article")}),
      endpoint<show_article>(GET, "/api/v1/articles/{article}", "public", {articles, _("One article, by its name in addresses")}),
      endpoint<put_article>(PUT, "/api/v1/articles/{article}", "knowledge.write", {articles, _("Change an article")}),
      endpoint<change_article_archive>(PUT, "/api/v1/articles/{article}/archive", "knowledge.write",
                                       {articles, _("Take an article out of use, or put it back")}),
      endpoint<create_feedback>(POST, "/api/v1/articles/{article}/feedback", "knowledge.read", {articles,
          _("Say whether an article helped")}),
      endpoint<list_publications>(GET, "/api/v1/publications", "content.write", {content, _("Pages, news or banners")}),
      endpoint<create_publication>(POST, "/api/v1/publications", "content.write",
                                   {content, _("Write a page, news or a banner"), "Nobody reads it before it is published."}),
      endpoint<show_publication>(GET, "/api/v1/publications/{publication}", "content.write", {content, _("One page, news or banner")}),
      endpoint<put_publication>(PUT, "/api/v1/publications/{publication}", "content.write", {content,
          _("Change a page, news or a banner")}),
      endpoint<create_publishing>(POST, "/api/v1/publications/{publication}/publishing", "content.publish",
                                  {content, _("Publish the newest revision")}),
      endpoint<create_withdrawal>(POST, "/api/v1/publications/{publication}/withdrawal", "content.publish",
                                  {content, _("Take it off the site")})};
}

}  // namespace api
}  // namespace cityhall
