#pragma once
// An article as a file: a head of "name: value" lines between two lines of dashes, then Markdown (catalogue/knowledge/README.md). Pure.

#include <string>
#include <string_view>

#include "base/result.h"
#include "kernel/knowledge/article.h"

namespace cityhall {

struct ReadArticle {
  std::string slug{};
  Article head{};     // audience, owner, review, services
  ArticleText text{};
};
/// `name` is "trash-days.es.md", with or without folders before it. The error says the line.
Result<ReadArticle> read_article(std::string_view name, std::string_view content);
/// Parts between commas, trimmed, without empty ones.
std::vector<std::string> comma_list(std::string_view text);

}  // namespace cityhall
