#pragma once
// Articles as residents read them.

#include <string>
#include <vector>

#include "kernel/knowledge/article.h"
#include "services/page/page.h"

namespace cityhall {

struct HelpView {
  std::string words{};
  std::vector<Article> articles{};
  bool more = false;  // than are shown
};
/// Those that fit the words, or all.
web::Response help_page(Call const& call, HelpView const& view);

struct ArticleView {
  Article const& article;
  bool thanks = false;  // feedback was just given
};
web::Response article_page(Call const& call, ArticleView const& view);

}  // namespace cityhall
