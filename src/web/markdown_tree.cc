#include "web/markdown_tree.h"

#include <cctype>
#include <string>

#include <cmark-gfm-core-extensions.h>

namespace cityhall::web::markdown_tree {
namespace {

Parser make_parser() {
  static bool const registered = [] {
    cmark_gfm_core_extensions_ensure_registered();
    return true;
  }();
  Parser parser{registered ? cmark_parser_new(CMARK_OPT_VALIDATE_UTF8) : nullptr};
  // Without "autolink": its search takes the square of a text's length, seconds for 40 KB.
  for (auto const* name : {"table", "strikethrough"})
    if (auto* extension = cmark_find_syntax_extension(name)) cmark_parser_attach_syntax_extension(parser.get(), extension);
  return parser;
}

bool is_linked(cmark_node* node) {
  for (auto* around = cmark_node_parent(node); around != nullptr; around = cmark_node_parent(around))
    if (cmark_node_get_type(around) == CMARK_NODE_LINK || cmark_node_get_type(around) == CMARK_NODE_IMAGE) return true;
  return false;
}

/// What follows a sentence's address is the sentence's: "(see https://a.example/b)."
std::string_view address_at(std::string_view text) {
  auto address = text.substr(0, text.find_first_of(" \t\n<>\"|"));
  while (!address.empty() && std::string_view{".,;:!?'*_~"}.find(address.back()) != std::string_view::npos) address.remove_suffix(1);
  bool const opens = address.find('(') != std::string_view::npos;
  while (!opens && address.ends_with(')')) address.remove_suffix(1);
  return address;
}

cmark_node* text_node(std::string_view text) {
  auto* const node = cmark_node_new(CMARK_NODE_TEXT);
  cmark_node_set_literal(node, std::string{text}.c_str());
  return node;
}

cmark_node* link_node(std::string_view address) {
  auto* const node = cmark_node_new(CMARK_NODE_LINK);
  cmark_node_set_url(node, std::string{address}.c_str());
  cmark_node_append_child(node, text_node(address));
  return node;
}

/// The next "https://…" or "http://…" of at least one more letter, at the beginning of a word.
std::string_view next_address(std::string_view text, std::size_t from) {
  for (auto at = text.find("http", from); at != std::string_view::npos; at = text.find("http", at + 4)) {
    auto const rest = text.substr(at);
    bool const begins = at == 0 || std::isalnum(static_cast<unsigned char>(text[at - 1])) == 0;
    std::size_t const scheme = rest.starts_with("https://") ? 8 : rest.starts_with("http://") ? 7 : 0;
    if (!begins || scheme == 0) continue;
    if (auto const address = address_at(rest); address.size() > scheme) return address;
  }
  return {};
}

/// Bare addresses of a text become links. One pass.
void link_addresses(cmark_node* node) {
  std::string const words{cmark_node_get_literal(node)};
  std::string_view const text{words};
  std::size_t done = 0;
  for (auto address = next_address(text, 0); !address.empty(); address = next_address(text, done)) {
    auto const at = static_cast<std::size_t>(address.data() - text.data());
    if (at > done) cmark_node_insert_before(node, text_node(text.substr(done, at - done)));
    cmark_node_insert_before(node, link_node(address));
    done = at + address.size();
  }
  if (done > 0) cmark_node_set_literal(node, words.substr(done).c_str());
}

}  // namespace

Parsed parse(std::string_view text) {
  auto parser = make_parser();
  cmark_parser_feed(parser.get(), text.data(), text.size());
  Tree tree{cmark_parser_finish(parser.get())};
  cmark_consolidate_text_nodes(tree.get());
  for (auto* node : nodes_of(tree.get()))
    if (cmark_node_get_type(node) == CMARK_NODE_TEXT && !is_linked(node)) link_addresses(node);
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
