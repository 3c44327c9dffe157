#pragma once
// Articles as those see them who write them.

#include <optional>
#include <string>
#include <vector>

#include "kernel/knowledge/article.h"
#include "services/page/page.h"

namespace cityhall {

struct ArticleListView {
  std::string words{};
  std::string show{};  // "", "due", "archived"
  std::vector<Article> articles{};
  std::vector<ArticleFeedback> feedback{};  // of each
};
web::Response article_list_page(Call const& call, ArticleListView const& view);

struct EditorView {
  Article article{};
  std::vector<ArticleRevision> revisions{};
  ArticleFeedback feedback{};
  bool preview = false;
  bool may_write = false;
  bool thanks = false;  // for an answer that was just given
  web::Entered entered{};
  std::string notice{};  // what went wrong, in words
};
web::Response editor_page(Call const& call, EditorView const& view, int status = 200);

}  // namespace cityhall
