#include "web/router.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>

#include "base/text.h"

namespace cityhall::web {
namespace {

constexpr std::size_t method_count = 7;
constexpr std::size_t none = static_cast<std::size_t>(-1);

/// A literal piece, or a parameter with perhaps a closed list of values.
struct PathPiece {
  std::string literal;
  std::string name;
  std::vector<std::string> choices{};
  bool is_parameter() const { return !name.empty(); }
};

[[noreturn]] void malformed(std::string_view pattern, std::string const& why) {
  throw std::invalid_argument{"route pattern \"" + std::string{pattern} + "\": " + why};
}

/// "{id}.{format:xml|json}" as pieces.
std::vector<PathPiece> parse_segment(std::string_view segment, std::string_view pattern) {
  std::vector<PathPiece> pieces;
  while (!segment.empty()) {
    if (segment.front() != '{') {
      auto const end = std::min(segment.find('{'), segment.size());
      pieces.push_back({.literal = std::string{segment.substr(0, end)}});
      segment.remove_prefix(end);
      continue;
    }
    auto const end = segment.find('}');
    if (end == std::string_view::npos) malformed(pattern, "'{' has no '}'");
    auto const inside = segment.substr(1, end - 1);
    auto const colon = std::min(inside.find(':'), inside.size());
    PathPiece piece{.name = std::string{inside.substr(0, colon)}};
    if (colon < inside.size())
      for (auto const choice : split(inside.substr(colon + 1), '|')) piece.choices.emplace_back(choice);
    if (piece.name.empty()) malformed(pattern, "a parameter has no name");
    if (!pieces.empty() && pieces.back().is_parameter()) malformed(pattern, "two parameters need something between them");
    pieces.push_back(std::move(piece));
    segment.remove_prefix(end + 1);
  }
  return pieces;
}

bool fits(PathPiece const& piece, std::string_view text) {
  return !text.empty() && (piece.choices.empty() || std::find(piece.choices.begin(), piece.choices.end(), text) != piece.choices.end());
}

/// The text of each parameter, or false. Literals are found from the right, so that "{id}.{format}" splits at the last '.'.
bool match_pieces(std::vector<PathPiece> const& pieces, std::string_view text, std::vector<std::string_view>& values) {
  std::vector<std::string_view> found;
  for (std::size_t i = pieces.size(); i-- > 0;) {
    auto const& piece = pieces[i];
    if (!piece.is_parameter()) {
      if (!text.ends_with(piece.literal)) return false;
      text.remove_suffix(piece.literal.size());
      continue;
    }
    auto const start = i == 0 ? 0 : text.rfind(pieces[i - 1].literal);
    if (start == std::string_view::npos) return false;
    auto const value = text.substr(i == 0 ? 0 : start + pieces[i - 1].literal.size());
    if (!fits(piece, value)) return false;
    found.push_back(value);
    text.remove_suffix(value.size());
  }
  if (!text.empty()) return false;
  values.insert(values.end(), found.rbegin(), found.rend());
  return true;
}

}  // namespace

struct RouteTable::Node {
  struct Branch {
    std::string written;  // the segment as in the pattern, without the parameters' names: two patterns that differ in names only are one
    std::vector<PathPiece> pieces;
    std::unique_ptr<Node> node;
  };
  struct Leaf {
    std::size_t index = none;
    std::vector<std::string> names{};
  };

  using Leaves = std::array<Leaf, method_count>;

  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::vector<Branch> mixed;
  std::unique_ptr<Node> any;
  Leaves leaves{};
  Leaves rest{};  // {name*}

  Leaves const* walk(std::string_view path, std::vector<std::string_view>& values) const;

  Node& child(std::vector<PathPiece> pieces) {
    if (pieces.size() == 1 && !pieces[0].is_parameter()) return made(literals[pieces[0].literal]);
    if (pieces.size() == 1 && pieces[0].choices.empty()) return made(any);
    std::string written;
    for (auto const& piece : pieces) written += piece.is_parameter() ? "{" + join(piece.choices, "|") + "}" : piece.literal;
    for (auto& branch : mixed)
      if (branch.written == written) return *branch.node;
    mixed.push_back({written, std::move(pieces), std::make_unique<Node>()});
    return *mixed.back().node;
  }
  static Node& made(std::unique_ptr<Node>& node) {
    if (!node) node = std::make_unique<Node>();
    return *node;
  }
  static bool has_any(Leaves const& list) {
    return std::any_of(list.begin(), list.end(), [](Leaf const& leaf) { return leaf.index != none; });
  }
};

/// Walks the tree, the most literal way first; the values of the way taken are left in `values`.
RouteTable::Node::Leaves const* RouteTable::Node::walk(std::string_view path, std::vector<std::string_view>& values) const {
  if (path.empty()) return has_any(leaves) ? &leaves : nullptr;
  auto const inside = path.substr(1);
  auto const segment = inside.substr(0, inside.find('/'));
  auto const further = inside.substr(segment.size());
  auto const mark = values.size();
  if (auto const literal = literals.find(segment); literal != literals.end())
    if (auto const* found = literal->second->walk(further, values)) return found;
  for (auto const& branch : mixed) {
    values.resize(mark);
    if (!match_pieces(branch.pieces, segment, values)) continue;
    if (auto const* found = branch.node->walk(further, values)) return found;
  }
  values.resize(mark);
  if (any && !segment.empty()) {
    values.push_back(segment);
    if (auto const* found = any->walk(further, values)) return found;
    values.resize(mark);
  }
  if (!has_any(rest) || inside.empty()) return nullptr;
  values.push_back(inside);
  return &rest;
}

RouteTable::RouteTable() : root_{std::make_unique<Node>()} {}
RouteTable::~RouteTable() = default;
RouteTable::RouteTable(RouteTable&&) noexcept = default;
RouteTable& RouteTable::operator=(RouteTable&&) noexcept = default;

void RouteTable::add(Method method, std::string_view pattern, std::size_t index) {
  if (!pattern.starts_with('/')) malformed(pattern, "it must begin with '/'");
  if (pattern.size() > 1 && pattern.ends_with('/')) malformed(pattern, "it must not end with '/'");
  auto* node = root_.get();
  auto* leaves = &node->leaves;
  std::vector<std::string> names;
  auto const segments = split(pattern.substr(1), '/');
  for (std::size_t i = 0; i < segments.size(); ++i) {
    auto pieces = parse_segment(segments[i], pattern);
    if (pieces.empty() && pattern != "/") malformed(pattern, "an empty segment");
    bool const rest = pieces.size() == 1 && pieces[0].name.ends_with('*');
    if (rest && i + 1 < segments.size()) malformed(pattern, "{name*} stands at the end only");
    for (auto const& piece : pieces)
      if (piece.is_parameter()) names.push_back(rest ? piece.name.substr(0, piece.name.size() - 1) : piece.name);
    if (!rest) node = pieces.empty() ? node : &node->child(std::move(pieces));
    leaves = rest ? &node->rest : &node->leaves;
  }
  auto& leaf = (*leaves)[static_cast<std::size_t>(method)];
  if (leaf.index != none) malformed(pattern, "a route with this method and shape is there already");
  leaf = {index, std::move(names)};
}

RouteTable::Found RouteTable::find(Method method, std::string_view raw_path) const {
  if (!raw_path.starts_with('/')) return {};
  std::vector<std::string_view> values;
  auto const* leaves = root_->walk(raw_path == "/" ? std::string_view{} : raw_path, values);
  if (leaves == nullptr) {
    auto const shorter = raw_path.substr(0, raw_path.size() - 1);
    bool const try_shorter = raw_path.size() > 1 && raw_path.ends_with('/') && !shorter.ends_with('/') && is_safe(method);
    if (!try_shorter || find(method, shorter).outcome != Routing::found) return {};
    return {.outcome = Routing::moved, .location = std::string{shorter}};
  }
  auto const at = [&](Method wanted) -> Node::Leaf const& { return (*leaves)[static_cast<std::size_t>(wanted)]; };
  auto const& own = at(method);
  auto const& leaf = own.index == none && method == Method::HEAD ? at(Method::GET) : own;
  if (leaf.index == none) {
    std::vector<std::string> allowed;
    for (auto const each : {Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS})
      if (at(each).index != none || (each == Method::HEAD && at(Method::GET).index != none)) allowed.emplace_back(to_text(each));
    return {.outcome = Routing::wrong_method, .allow = join(allowed, ", ")};
  }
  Found found{.outcome = Routing::found, .index = leaf.index};
  for (std::size_t i = 0; i < values.size(); ++i) {
    auto decoded = percent_decode(values[i], PercentKind::path);
    if (!decoded.ok || !is_utf8(decoded.text)) return {};
    found.parameters.add(leaf.names[i], std::move(decoded.text));
  }
  return found;
}

}  // namespace cityhall::web
