#include "kernel/knowledge/article.h"

#include <algorithm>
#include <map>

#include "base/json.h"
#include "base/refusal.h"
#include "base/slug.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/knowledge/article_file.h"
#include "kernel/knowledge/article_rows.h"
#include "kernel/notices/notice.h"
#include "kernel/run_unit.h"

namespace cityhall {
namespace {

constexpr std::size_t title_max = 100;
constexpr std::size_t summary_max = 300;

bool may_read(View const& view, Article const& article) {
  return view.actor.may("knowledge.read") || (article.audience == ArticleAudience::public_ && !article.archived);
}

void check_texts(Article const& article, std::vector<FieldError>& errors) {
  if (article.texts.empty()) errors.push_back({"title", "required", _("Write a title and the text in at least one language.")});
  for (auto const& text : article.texts) {
    if (trim(text.title).empty() || length(text.title) > title_max)
      errors.push_back({"title." + text.language, "length", _("A title has 1 to 100 characters.")});
    if (length(text.summary) > summary_max)
      errors.push_back({"summary." + text.language, "too_long", _("A summary has at most 300 characters.")});
    if (trim(text.body).empty() || length(text.body) > article_body_max)
      errors.push_back({"body." + text.language, "length", _("The text has 1 to 40,000 characters.")});
  }
}

void check(Unit& unit, Article const& article) {
  std::vector<FieldError> errors;
  if (!is_slug(article.slug))
    errors.push_back({"slug", "malformed", _("The address has small letters, digits and hyphens only: trash-days.")});
  auto const known = articles_store::find(unit.tx, article.slug);
  if (known && known->id != article.id) errors.push_back({"slug", "taken", _("Another article has this address already.")});
  if (!article.review_on.empty() && !parse_date(article.review_on))
    errors.push_back({"review_on", "malformed", _("Write the date as year-month-day: 2027-06-30.")});
  auto const definitions = unit.city.definitions.get();
  for (auto const& service : article.services)
    if (!definitions->find(service))
      errors.push_back({"services", "unknown", _("There is no service {service}.").with("service", service)});
  check_texts(article, errors);
  if (!errors.empty()) throw invalid_fields(std::move(errors));
}

Json content_json(Article const& article) {
  auto texts = Json::array();
  for (auto const& text : article.texts)
    texts.push_back(
        {{"language", text.language}, {"title", text.title}, {"summary", text.summary}, {"keywords", text.keywords}, {"body", text.body}});
  return {{"slug", article.slug},         {"staff", article.audience == ArticleAudience::staff},
          {"owner", article.owner},       {"review", article.review_on},
          {"services", article.services}, {"texts", std::move(texts)}};
}

Article article_from(Json const& json) {
  Article article{.slug = text_of(json, "slug"), .owner = text_of(json, "owner"), .review_on = text_of(json, "review")};
  if (json.at("staff").get<bool>()) article.audience = ArticleAudience::staff;
  for (auto const& service : json.at("services")) article.services.push_back(service.get<std::string>());
  for (auto const& text : json.at("texts"))
    article.texts.push_back(
        {text_of(text, "language"), text_of(text, "title"), text_of(text, "summary"), text_of(text, "keywords"), text_of(text, "body")});
  return article;
}

std::string today(City const& city) { return to_iso(city.zone().date_of(city.clock().now())); }

/// Ids that fit the words, best first: those with every word, then those with some of them.
std::vector<ArticleId> fitting(View const& view, std::string_view words) {
  std::vector<ArticleId> ids;
  auto const add = [&](std::string_view part) {
    for (auto const& hit : article_words().search(view.reader, part, 50))
      if (std::find(ids.begin(), ids.end(), ArticleId{hit.id}) == ids.end()) ids.push_back(ArticleId{hit.id});
  };
  add(words);
  if (!ids.empty()) return ids;
  std::map<ArticleId, int> uses;
  auto const folded = fold(words);
  for (auto const word : split(folded, ' ')) {
    if (word.size() < 4) continue;
    for (auto const& hit : article_words().search(view.reader, word, 50)) ++uses[ArticleId{hit.id}];
  }
  for (auto const& [id, count] : uses) ids.push_back(id);
  std::stable_sort(ids.begin(), ids.end(), [&](ArticleId a, ArticleId b) { return uses[a] > uses[b]; });
  return ids;
}

std::vector<Article> candidates(View const& view, ArticleFilter const& filter, std::string_view language) {
  if (filter.words.empty() && filter.service.empty()) {
    auto articles = articles_store::list(view.reader, {.archived = filter.archived, .staff_too = view.actor.may("knowledge.read")});
    std::map<std::string_view, std::string> folded;  // by slug: folding is dearer than comparing
    for (auto const& article : articles) folded.emplace(article.slug, fold(article.in(language).title));
    std::vector<Article const*> order;
    for (auto const& article : articles) order.push_back(&article);
    std::stable_sort(order.begin(), order.end(), [&](auto const* a, auto const* b) { return folded[a->slug] < folded[b->slug]; });
    std::vector<Article> sorted;
    for (auto const* article : order) sorted.push_back(*article);
    return sorted;
  }
  std::vector<Article> articles;
  auto const ids = filter.words.empty() ? articles_store::of_service(view.reader, filter.service) : fitting(view, filter.words);
  for (auto const id : ids)
    if (auto article = articles_store::find(view.reader, id)) articles.push_back(std::move(*article));
  return articles;
}

}  // namespace

ArticleText const& Article::in(std::string_view language) const {
  static ArticleText const nothing_written{};
  auto const found = std::find_if(texts.begin(), texts.end(), [&](ArticleText const& text) { return text.language == language; });
  if (found != texts.end()) return *found;
  return texts.empty() ? nothing_written : texts.front();
}

Article article_by_slug(View const& view, std::string_view slug) {
  auto article = articles_store::find(view.reader, slug);
  if (!article || !may_read(view, *article)) throw not_found(_("There is no such article."), _("Look for it with other words."));
  return std::move(*article);
}

std::vector<Article> find_articles(View const& view, ArticleFilter const& filter, std::string_view language) {
  auto const now = today(view.city);
  auto articles = candidates(view, filter, language);
  std::erase_if(articles, [&](Article const& article) {
    bool const in_service =
        filter.service.empty() || std::find(article.services.begin(), article.services.end(), filter.service) != article.services.end();
    bool const due = !filter.due || (!article.review_on.empty() && article.review_on <= now);
    return !may_read(view, article) || article.archived != filter.archived || !in_service || !due;
  });
  if (articles.size() > filter.most) articles.resize(filter.most);
  return articles;
}

Article save_article(Unit& unit, Article const& article, std::string_view why) {
  require(unit.actor, "knowledge.write");
  auto next = article;
  if (next.slug.empty() && !next.texts.empty()) next.slug = slug_from(next.texts.front().title);
  check(unit, next);
  auto const before = next.id ? articles_store::find(unit.tx, next.id) : std::nullopt;
  if (before && before->revision != article.revision)
    throw conflict("article.changed", _("Somebody else has changed this article meanwhile."), _("Open it again and look at what is new."));
  if (!next.id) next.id = unit.city.ids().make<ArticleId>();
  next.revision = article.revision + 1;
  next.updated_at = unit.now;
  articles_store::put(unit.tx, next);
  articles_store::insert_revision(unit, next, trim(why), to_text(content_json(next)));
  append(unit, "article.saved", {}, {{"article", next.slug}, {"revision", next.revision}});
  return next;
}

void set_archived(Unit& unit, Article const& article, bool archived) {
  require(unit.actor, "knowledge.write");
  if (article.archived == archived) return;
  auto next = article;
  next.archived = archived;
  next.updated_at = unit.now;
  articles_store::put(unit.tx, next);
  append(unit, archived ? "article.archived" : "article.restored", {}, {{"article", next.slug}});
}

std::vector<ArticleRevision> revisions_of(View const& view, ArticleId id) {
  require(view.actor, "knowledge.write");
  std::vector<ArticleRevision> revisions;
  for (auto& row : articles_store::revisions(view.reader, id)) {
    auto const content = parse_json(row.content);
    revisions.push_back({row.revision, row.at, std::move(row.by), std::move(row.why), content ? article_from(*content) : Article{}});
  }
  return revisions;
}

void remind_of_reviews(City& city) {
  auto const base = city.settings.get()->base_url;
  auto const now = today(city);
  run_unit(city, system_actor("review of articles"), [&](Unit& unit) {
    for (auto const& due : articles_store::not_reminded(unit.tx, now)) {
      auto const article = articles_store::find(unit.tx, due);
      if (!article || article->owner.find('@') == std::string::npos) continue;
      auto const language = city.settings.get()->default_language();
      queue_notice(unit, {.template_name = "article-review",
                          .key = "article.review/" + to_text(article->id) + "/" + article->review_on,
                          .email = article->owner,
                          .language = language,
                          .values = {{"title", article->in(language).title},
                                     {"date", article->review_on},
                                     {"link", base + "/desk/articles/" + article->slug}}});
      articles_store::set_reminded(unit.tx, *article);
    }
  });
}

std::size_t add_articles(Unit& unit, std::vector<ArticleFile> const& files) {
  std::map<std::string, Article> articles;
  for (auto const& file : files) {
    auto read = read_article(file.name, file.content);
    if (!read)
      throw invalid("article.faulty",
                    _("The article {name} is faulty: {fault}").with("name", std::string{file.name}).with("fault", read.error().what));
    auto& article = articles[read->slug];
    if (article.texts.empty()) article = read->head;
    article.slug = read->slug;
    article.texts.push_back(std::move(read->text));
  }
  std::size_t added = 0;
  auto const definitions = unit.city.definitions.get();
  for (auto& [slug, article] : articles) {
    if (articles_store::find(unit.tx, slug)) continue;
    // A city that took out a service keeps the article without it.
    std::erase_if(article.services, [&](std::string const& service) { return !definitions->find(service); });
    save_article(unit, article);
    ++added;
  }
  return added;
}

}  // namespace cityhall
