#pragma once
// The parser behind markdown.h and markdown_parts.h.

#include <memory>
#include <string_view>
#include <vector>

#include <cmark-gfm.h>

namespace cityhall::web::markdown_tree {

struct End {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
  void operator()(cmark_node* node) const { cmark_node_free(node); }
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using Tree = std::unique_ptr<cmark_node, End>;
using Parser = std::unique_ptr<cmark_parser, End>;

struct Parsed {
  Parser parser;
  Tree tree;
};
/// With tables, strike-through and bare links.
Parsed parse(std::string_view text);
/// All nodes, each before those inside it.
std::vector<cmark_node*> nodes_of(cmark_node* root);

}  // namespace cityhall::web::markdown_tree
