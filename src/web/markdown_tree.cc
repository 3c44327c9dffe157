#include "web/markdown_tree.h"

#include <cmark-gfm-core-extensions.h>

namespace cityhall::web::markdown_tree {
namespace {

Parser make_parser() {
  static bool const registered = [] {
    cmark_gfm_core_extensions_ensure_registered();
    return true;
  }();
  Parser parser{registered ? cmark_parser_new(CMARK_OPT_VALIDATE_UTF8) : nullptr};
  for (auto const* name : {"table", "strikethrough", "autolink"})
    if (auto* extension = cmark_find_syntax_extension(name)) cmark_parser_attach_syntax_extension(parser.get(), extension);
  return parser;
}

}  // namespace

Parsed parse(std::string_view text) {
  auto parser = make_parser();
  cmark_parser_feed(parser.get(), text.data(), text.size());
  Tree tree{cmark_parser_finish(parser.get())};
  return {std::move(parser), std::move(tree)};
}

std::vector<cmark_node*> nodes_of(cmark_node* root) {
  std::vector<cmark_node*> nodes;
  std::unique_ptr<cmark_iter, End> const iterator{cmark_iter_new(root)};
  for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(iterator.get()))
    if (event == CMARK_EVENT_ENTER) nodes.push_back(cmark_iter_get_node(iterator.get()));
  return nodes;
}

}  // namespace cityhall::web::markdown_tree
