#include "services/knowledge/module.h"

#include "kernel/knowledge/article.h"
#include "services/knowledge/handlers.h"

namespace cityhall {
namespace {

using enum web::Method;

constexpr std::size_t article_form_max = 1'000'000;

Route look(std::string_view path, std::string_view permission, RouteHandler handler, Message summary) {
  return {.method = GET, .path = path, .permission = permission, .access = Access::read, .handler = handler, .summary = std::move(summary)};
}

Route change(std::string_view path, std::string_view permission, RouteHandler handler, Message summary) {
  return {.method = POST,
          .path = path,
          .permission = permission,
          .access = Access::write,
          .handler = handler,
          .summary = std::move(summary),
          .body_bytes_max = article_form_max};
}

Route writes(std::string_view path, Message summary) {
  auto route = change(path, "knowledge.write", write_article, std::move(summary));
  route.redisplay = write_article_again;
  return route;
}

/// Reads only: no writer waits while the text is laid out.
Route previews(std::string_view path, Message summary) {
  auto route = writes(path, std::move(summary));
  route.access = Access::read;
  route.handler = preview_article;
  return route;
}

}  // namespace

Module knowledge_module() {
  return {.name = "knowledge",
          .title = _("Knowledge"),
          .permissions = {{"knowledge.read", _("Read the articles for staff"), {"agent", "dispatcher", "manager", "administrator", "crew"}},
                          {"knowledge.write", _("Write articles"), {"manager", "administrator"}}},
          .publishes = {"article.saved", "article.archived", "article.restored"},
          .routes = {look("/help", "public", show_help, _("Questions and answers, or those that fit the words")),
                     look("/help/{article}", "public", show_article, _("One article")),
                     change("/help/{article}/feedback", "public", take_feedback, _("Did this article help?")),
                     look("/desk/articles", "knowledge.read", show_articles, _("All articles, those to be read again, those out of use")),
                     look("/desk/articles/new", "knowledge.write", show_new_article, _("Where an article is begun")),
                     writes("/desk/articles", _("Write an article")),
                     previews("/desk/articles/new/preview", _("See how a new article will look")),
                     look("/desk/articles/{article}", "knowledge.read", show_editor, _("One article with its versions and feedback")),
                     writes("/desk/articles/{article}", _("Change an article")),
                     previews("/desk/articles/{article}/preview", _("See how a changed article will look")),
                     change("/desk/articles/{article}/feedback", "knowledge.read", take_staff_feedback,
                            _("Say whether an article helped at work")),
                     change("/desk/articles/{article}/archive", "knowledge.write", archive_article,
                            _("Take an article out of use, or put it back"))},
          .jobs = {{"remind of articles to read again", std::chrono::hours{6}, remind_of_reviews}},
          .notices = {{"article-review", _("An article is to be read again")}},
          .menu = {{_("Articles"), "/desk/articles", "knowledge.read"}},
          .search = {{_("Answers"), find_answers}}};
}

}  // namespace cityhall
