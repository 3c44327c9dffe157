#pragma once
// What a Markdown text is made of, with the lines where it stands: for those who check it.

#include <string>
#include <string_view>
#include <vector>

namespace cityhall::web {

struct MarkdownPart {
  enum class Kind { heading, paragraph, link, picture, table, html };
  Kind kind = Kind::paragraph;
  int line = 1;
  int level = 0;          // of a heading: 1 … 6
  std::string text{};     // without marks; of a picture: the words for those who do not see it
  std::string address{};  // of a link or picture
  bool gap = false;       // of a table: a head cell says nothing
};

/// In the order of the text. Links and pictures also come within their paragraph or heading, as its words.
std::vector<MarkdownPart> markdown_parts(std::string_view text);

}  // namespace cityhall::web
