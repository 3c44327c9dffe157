#include "kernel/knowledge/article_file.h"

#include "base/text.h"
#include "base/time_zone.h"

namespace cityhall {
namespace {

/// One line of the head into the article; false for a name that nobody knows.
bool take(ReadArticle& read, std::string_view name, std::string_view value) {
  if (name == "title") read.text.title = value;
  else if (name == "summary") read.text.summary = value;
  else if (name == "keywords") read.text.keywords = value;
  else if (name == "owner") read.head.owner = value;
  else if (name == "review") read.head.review_on = value;
  else if (name == "services") read.head.services = comma_list(value);
  else if (name == "audience") read.head.audience = value == "staff" ? ArticleAudience::staff : ArticleAudience::public_;
  else return name == "topics";
  return true;
}

Error at_line(std::size_t line, std::string what) { return {"line " + std::to_string(line) + ": " + std::move(what)}; }

}  // namespace

std::vector<std::string> comma_list(std::string_view text) {
  std::vector<std::string> parts;
  for (auto const part : split(text, ','))
    if (auto const word = trim(part); !word.empty()) parts.emplace_back(word);
  return parts;
}

Result<ReadArticle> read_article(std::string_view name, std::string_view content) {
  if (auto const slash = name.rfind('/'); slash != std::string_view::npos) name.remove_prefix(slash + 1);
  auto const parts = split(name, '.');
  if (parts.size() != 3 || parts[2] != "md") return Error{"the name is not like trash-days.en.md"};
  if (!is_utf8(content)) return Error{"the text is not UTF-8"};
  ReadArticle read{.slug = std::string{parts[0]}, .text = {.language = std::string{parts[1]}}};
  std::size_t line = 0;
  std::size_t start = 0;
  bool inside = false;
  while (start < content.size()) {
    auto const end = std::min(content.find('\n', start), content.size());
    auto const text = trim(content.substr(start, end - start));
    start = end + 1;
    ++line;
    if (text == "---") {
      if (inside) break;
      inside = true;
      continue;
    }
    if (!inside) return at_line(line, "the head begins with a line ---");
    auto const colon = text.find(':');
    if (colon == std::string_view::npos) return at_line(line, "write name: value");
    if (!take(read, trim(text.substr(0, colon)), trim(text.substr(colon + 1))))
      return at_line(line, "an article has no " + std::string{trim(text.substr(0, colon))});
  }
  if (read.text.title.empty()) return Error{"the title is missing"};
  if (!read.head.review_on.empty() && !parse_date(read.head.review_on)) return Error{"review is not a date like 2027-06-30"};
  read.text.body = trim(content.substr(std::min(start, content.size())));
  return read;
}

}  // namespace cityhall
