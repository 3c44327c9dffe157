#include "web/markdown_parts.h"

#include <algorithm>

#include "web/markdown_tree.h"

namespace cityhall::web {
namespace {

/// The line of the node, or of what it stands in.
int line_of(cmark_node* node) {
  for (; node != nullptr; node = cmark_node_parent(node))
    if (auto const line = cmark_node_get_start_line(node); line > 0) return line;
  return 1;
}

std::string words_inside(cmark_node* root) {
  std::string words;
  for (auto* node : markdown_tree::nodes_of(root)) {
    auto const type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) words += cmark_node_get_literal(node);
    if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) words += ' ';
  }
  return words;
}

bool is_table(cmark_node* node) { return std::string_view{cmark_node_get_type_string(node)} == "table"; }

/// The first row of a table is its head.
bool has_gap(cmark_node* table) {
  auto* const head = cmark_node_first_child(table);
  if (head == nullptr) return true;
  for (auto* cell = cmark_node_first_child(head); cell != nullptr; cell = cmark_node_next(cell))
    if (words_inside(cell).find_first_not_of(' ') == std::string::npos) return true;
  return false;
}

void add_part(std::vector<MarkdownPart>& parts, cmark_node* node) {
  using Kind = MarkdownPart::Kind;
  auto const type = cmark_node_get_type(node);
  MarkdownPart part{.line = line_of(node)};
  if (type == CMARK_NODE_HEADING) part.kind = Kind::heading, part.level = cmark_node_get_heading_level(node);
  else if (type == CMARK_NODE_PARAGRAPH) part.kind = Kind::paragraph;
  else if (type == CMARK_NODE_LINK) part.kind = Kind::link, part.address = cmark_node_get_url(node);
  else if (type == CMARK_NODE_IMAGE) part.kind = Kind::picture, part.address = cmark_node_get_url(node);
  else if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) part.kind = Kind::html;
  else if (is_table(node)) part.kind = Kind::table, part.gap = has_gap(node);
  else return;
  if (part.kind != Kind::table && part.kind != Kind::html) part.text = words_inside(node);
  parts.push_back(std::move(part));
}

}  // namespace

std::vector<MarkdownPart> markdown_parts(std::string_view text) {
  auto const parsed = markdown_tree::parse(text);
  std::vector<MarkdownPart> parts;
  for (auto* node : markdown_tree::nodes_of(parsed.tree.get())) add_part(parts, node);
  return parts;
}

}  // namespace cityhall::web
