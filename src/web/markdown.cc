#include "web/markdown.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

namespace cityhall::web {
namespace {

struct End {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
  void operator()(cmark_node* node) const { cmark_node_free(node); }
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using Tree = std::unique_ptr<cmark_node, End>;
using Parser = std::unique_ptr<cmark_parser, End>;

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

std::vector<cmark_node*> nodes_of(cmark_node* root) {
  std::vector<cmark_node*> nodes;
  std::unique_ptr<cmark_iter, End> const iterator{cmark_iter_new(root)};
  for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(iterator.get()))
    if (event == CMARK_EVENT_ENTER) nodes.push_back(cmark_iter_get_node(iterator.get()));
  return nodes;
}

/// The words of a picture stay where the picture may not be shown.
void leave_words_only(cmark_node* picture) {
  while (auto* child = cmark_node_first_child(picture)) cmark_node_insert_before(picture, child);
  cmark_node_unlink(picture);
}

void make_safe(cmark_node* root) {
  std::vector<Tree> removed;
  for (auto* node : nodes_of(root)) {
    auto const type = cmark_node_get_type(node);
    if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) {
      cmark_node_unlink(node);
      removed.emplace_back(node);
    } else if (type == CMARK_NODE_HEADING) {
      cmark_node_set_heading_level(node, std::clamp(cmark_node_get_heading_level(node), 2, 6));
    } else if (type == CMARK_NODE_LINK) {
      cmark_node_set_url(node, Url{std::string_view{cmark_node_get_url(node)}}.text().c_str());
    } else if (type == CMARK_NODE_IMAGE) {
      std::string_view const address{cmark_node_get_url(node)};
      if (address.starts_with('/') && !address.starts_with("//")) continue;
      leave_words_only(node);
      removed.emplace_back(node);
    }
  }
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
}

}  // namespace

Html markdown(std::string_view text) {
  auto const parser = make_parser();
  cmark_parser_feed(parser.get(), text.data(), text.size());
  Tree const tree{cmark_parser_finish(parser.get())};
  make_safe(tree.get());
  auto* const rendered = cmark_render_html(tree.get(), CMARK_OPT_VALIDATE_UTF8, cmark_parser_get_syntax_extensions(parser.get()));
  std::string markup{rendered};
  cmark_get_default_mem_allocator()->free(rendered);
  replace_all(markup, "<table>", "<div class=\"scroll\" tabindex=\"0\"><table>");
  replace_all(markup, "</table>", "</table></div>");
  return trusted_html(markup);
}

}  // namespace cityhall::web
