#include "services/knowledge/handlers.h"

#include "base/refusal.h"
#include "base/text.h"
#include "kernel/knowledge/article_file.h"
#include "services/knowledge/editor_pages.h"
#include "services/knowledge/help_pages.h"
#include "services/page/article.h"

namespace cityhall {
namespace {

struct HeadForm {
  std::string slug;
  std::string audience = "public";
  std::string owner;
  std::string review_on;
  std::string services;
  std::int64_t revision = 0;
};

web::Form<HeadForm> head_form() {
  return {web::field("slug", &HeadForm::slug).most(80),           web::field("audience", &HeadForm::audience).one_of({"public", "staff"}),
          web::field("owner", &HeadForm::owner).most(254),        web::field("review_on", &HeadForm::review_on).most(10),
          web::field("services", &HeadForm::services).most(4000), web::field("revision", &HeadForm::revision)};
}

/// The article of the address; a new one where the address names none.
Article asked_article(Call const& call) {
  auto const slug = call.path_value("article");
  return slug.empty() ? Article{} : article_by_slug(call.view(), slug);
}

std::vector<ArticleText> typed_texts(Call const& call) {
  auto const& fields = call.request.form.fields;
  std::vector<ArticleText> texts;
  auto const settings = call.city.settings.get();
  for (auto const& language : settings->languages) {
    auto const part = [&](std::string_view name) { return std::string{trim(fields.get(std::string{name} + "." + language))}; };
    ArticleText text{language, part("title"), part("summary"), part("keywords"), part("body")};
    std::erase(text.body, '\r');
    if (!text.title.empty() || !text.body.empty()) texts.push_back(std::move(text));
  }
  return texts;
}

Article with_typed(Call const& call, HeadForm const& form) {
  auto article = asked_article(call);
  article.slug = form.slug;
  article.audience = form.audience == "public" ? ArticleAudience::public_ : ArticleAudience::staff;
  article.owner = form.owner;
  article.review_on = form.review_on;
  article.services = comma_list(form.services);
  article.revision = form.revision;
  article.texts = typed_texts(call);
  return article;
}

/// The article as the form has it. Throws Refusal(invalid) with every field that cannot be read.
Article typed_article(Call const& call) { return with_typed(call, web::read(head_form(), call.request.form)); }

/// What is too long to be saved is not laid out either.
void require_short_texts(Article const& article) {
  std::vector<FieldError> errors;
  for (auto const& text : article.texts)
    if (length(text.body) > article_body_max)
      errors.push_back({"body." + text.language, "length", _("The text has 1 to 40,000 characters.")});
  if (!errors.empty()) throw invalid_fields(std::move(errors));
}

EditorView editor_of(Call const& call, Article article) {
  EditorView view{
      .article = std::move(article), .may_write = call.actor.may("knowledge.write"), .thanks = call.request.query.has("thanks")};
  if (!view.article.id) return view;
  view.feedback = feedback_of(call.view(), view.article.id);
  if (view.may_write) view.revisions = revisions_of(call.view(), view.article.id);
  return view;
}

std::vector<Article> for_everybody(Call const& call, std::string_view words, std::size_t most) {
  // Staff see here what everybody sees; articles of staff must not take the places of others either.
  auto const nobody = Actor{};
  return find_articles({call.city, call.reader, nobody}, {.words = std::string{words}, .most = most}, call.language);
}

}  // namespace

std::vector<Found> find_answers(Call const& call, std::string_view words, std::size_t most) {
  std::vector<Found> found;
  for (auto const& article : for_everybody(call, words, 100)) {
    auto const& text = article.in(call.language);
    if (found.size() < most)
      found.push_back({.title = text.title, .path = "/help/" + article.slug, .about = with_city_words(call, text.summary)});
  }
  return found;
}

web::Response show_help(Call& call) {
  auto const words = shorten(trim(call.request.query.get("q")), 200);
  constexpr std::size_t shown = 100;
  auto articles = for_everybody(call, words, shown + 1);
  bool const more = articles.size() > shown;
  if (more) articles.pop_back();
  return help_page(call, {.words = words, .articles = std::move(articles), .more = more});
}

web::Response show_article(Call& call) {
  auto const article = asked_article(call);
  return article_page(call, {.article = article, .thanks = call.request.query.has("thanks")});
}

web::Response take_feedback(Call& call) {
  auto const article = asked_article(call);
  auto const& fields = call.request.form.fields;
  auto unit = call.unit();
  answer_article(unit, article, fields.get("helped") == "yes", trim(fields.get("comment")));
  return web::see_other("/help/" + article.slug + "?thanks=yes");
}

web::Response take_staff_feedback(Call& call) {
  auto const article = asked_article(call);
  auto const& fields = call.request.form.fields;
  auto unit = call.unit();
  answer_article(unit, article, fields.get("helped") == "yes", trim(fields.get("comment")));
  return web::see_other("/desk/articles/" + article.slug + "?thanks=yes");
}

web::Response show_articles(Call& call) {
  ArticleListView view{.words = shorten(trim(call.request.query.get("q")), 200), .show = std::string{call.request.query.get("show")}};
  view.articles =
      find_articles(call.view(), {.words = view.words, .due = view.show == "due", .archived = view.show == "archived"}, call.language);
  for (auto const& article : view.articles) view.feedback.push_back(feedback_of(call.view(), article.id));
  return article_list_page(call, view);
}

web::Response show_new_article(Call& call) { return editor_page(call, editor_of(call, {})); }

web::Response show_editor(Call& call) { return editor_page(call, editor_of(call, asked_article(call))); }

web::Response write_article(Call& call) {
  auto const article = typed_article(call);
  auto unit = call.unit();
  auto const saved = save_article(unit, article, shorten(trim(call.request.form.fields.get("why")), 300));
  return web::see_other("/desk/articles/" + saved.slug + "?saved=yes");
}

web::Response preview_article(Call& call) {
  auto article = typed_article(call);
  require_short_texts(article);
  auto view = editor_of(call, std::move(article));
  view.preview = true;
  return editor_page(call, view);
}

web::Response write_article_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid && refusal.kind != RefusalKind::conflict) throw refusal;
  auto view = editor_of(call, with_typed(call, web::try_read(head_form(), call.request.form).value));
  view.entered = {.values = call.request.form.fields, .errors = refusal.fields};
  if (refusal.fields.empty()) view.notice = call.text(refusal.message) + " " + call.text(refusal.fix);
  return editor_page(call, view, refusal.kind == RefusalKind::conflict ? 409 : 422);
}

web::Response archive_article(Call& call) {
  auto const article = asked_article(call);
  auto unit = call.unit();
  set_archived(unit, article, call.request.form.fields.get("archived") == "yes");
  return web::see_other("/desk/articles/" + article.slug + "?saved=yes");
}

}  // namespace cityhall
