#include "web/markdown.h"

#include <algorithm>
#include <string>
#include <vector>

#include <cmark-gfm-core-extensions.h>

#include "web/markdown_tree.h"

namespace cityhall::web {
namespace {

using markdown_tree::nodes_of;
using markdown_tree::Tree;

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

/// A wide table scrolls by itself. One pass: a text may hold as many tables as lines.
std::string with_scrolling_tables(std::string_view markup) {
  constexpr std::string_view opens = "<table>";
  constexpr std::string_view closes = "</table>";
  std::string out;
  for (std::size_t at = 0; at < markup.size();) {
    auto const next = std::min(markup.find('<', at), markup.size());
    out += markup.substr(at, next - at);
    auto const rest = markup.substr(next);
    if (rest.starts_with(opens)) out += "<div class=\"scroll\" tabindex=\"0\"><table>";
    else if (rest.starts_with(closes)) out += "</table></div>";
    else out += rest.substr(0, 1);
    at = next + (rest.starts_with(opens) ? opens.size() : rest.starts_with(closes) ? closes.size() : 1);
  }
  return out;
}

}  // namespace

Html markdown(std::string_view text) {
  auto const parsed = markdown_tree::parse(text);
  make_safe(parsed.tree.get());
  auto* const rendered =
      cmark_render_html(parsed.tree.get(), CMARK_OPT_VALIDATE_UTF8, cmark_parser_get_syntax_extensions(parsed.parser.get()));
  auto const markup = with_scrolling_tables(rendered);
  cmark_get_default_mem_allocator()->free(rendered);
  return trusted_html(markup);
}

}  // namespace cityhall::web
