#include "kernel/expressions/parser.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "kernel/expressions/lexer.h"

namespace cityhall {
namespace {

struct Operator {
  std::string_view symbol;
  Op op;
};

// From the loosest to the tightest, all grouping to the left. (CEL grammar: ConditionalOr, ConditionalAnd, Relation, Addition,
// Multiplication.)
constexpr std::array<Operator, 1> or_level{{{"||", Op::logical_or}}};
constexpr std::array<Operator, 1> and_level{{{"&&", Op::logical_and}}};
constexpr std::array<Operator, 7> relation_level{{{"==", Op::equal},
                                                  {"!=", Op::not_equal},
                                                  {"<", Op::less},
                                                  {"<=", Op::less_equal},
                                                  {">", Op::greater},
                                                  {">=", Op::greater_equal},
                                                  {"in", Op::in}}};
constexpr std::array<Operator, 2> addition_level{{{"+", Op::add}, {"-", Op::subtract}}};
constexpr std::array<Operator, 3> multiplication_level{{{"*", Op::multiply}, {"/", Op::divide}, {"%", Op::modulo}}};

struct Macro {
  std::string_view name;
  Op op;
};
constexpr std::array<Macro, 5> macros{
    {{"all", Op::all}, {"exists", Op::exists}, {"exists_one", Op::exists_one}, {"filter", Op::filter}, {"map", Op::map}}};

/// What people write who know another language, and what it is here.
struct Hint {
  std::string_view word;
  std::string_view meant;
};
constexpr std::array<Hint, 10> hints{{{"and", "&&"},
                                      {"AND", "&&"},
                                      {"or", "||"},
                                      {"OR", "||"},
                                      {"is", "=="},
                                      {"equals", "=="},
                                      {"if", "?"},
                                      {"then", "?"},
                                      {"else", ":"},
                                      {"mod", "%"}}};

class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_{std::move(tokens)} {}

  Result<NodePointer, ExpressionError> parse() {
    auto tree = expression();
    if (tree && token().kind != TokenKind::end) tree = fail_here("an operator such as && or + is missing here");
    if (!tree) return *error_;
    return tree;
  }

 private:
  class Level {  // counts how deep we are; the stack stays small whatever is typed
   public:
    explicit Level(Parser& parser) : parser_{parser} { ++parser_.depth_; }
    ~Level() { --parser_.depth_; }
    Level(Level const&) = delete;
    Level& operator=(Level const&) = delete;
    bool too_deep() const { return parser_.depth_ > ExpressionLimits::nesting_max + 1; }

   private:
    Parser& parser_;
  };

  Token const& token() const { return tokens_[at_]; }
  bool at_symbol(std::string_view text) const { return token().kind == TokenKind::symbol && token().text == text; }
  bool take(std::string_view text) {
    if (!at_symbol(text)) return false;
    ++at_;
    return true;
  }

  NodePointer fail(Token const& token, std::string message, std::string did_you_mean = {}) {
    if (!error_)
      error_ = ExpressionError{
          .offset = token.offset, .length = token.length, .message = std::move(message), .did_you_mean = std::move(did_you_mean)};
    return nullptr;
  }

  NodePointer fail_here(std::string message) {
    auto const hint = std::find_if(hints.begin(), hints.end(),
                                   [&](Hint const& each) { return token().kind == TokenKind::name && each.word == token().text; });
    return fail(token(), std::move(message), hint == hints.end() ? std::string{} : std::string{hint->meant});
  }

  NodePointer too_deep() { return fail(token(), "nested deeper than 32 levels; split the expression"); }

  std::size_t end_of_previous() const { return tokens_[at_ - 1].offset + tokens_[at_ - 1].length; }

  /// A node from `offset` to the last token taken.
  NodePointer make(Op op, std::size_t offset, std::vector<NodePointer> children = {}) const {
    auto node = std::make_unique<ExpressionNode>();
    node->op = op;
    node->offset = offset;
    node->length = end_of_previous() - offset;
    node->children = std::move(children);
    return node;
  }

  static std::vector<NodePointer> both(NodePointer left, NodePointer right) {
    std::vector<NodePointer> children;
    children.push_back(std::move(left));
    children.push_back(std::move(right));
    return children;
  }

  NodePointer expression() {
    Level const level{*this};
    if (level.too_deep()) return too_deep();
    auto condition = disjunction();
    if (!condition || !take("?")) return condition;
    auto const offset = condition->offset;
    auto yes = disjunction();
    if (!yes) return nullptr;
    if (!take(":")) return fail_here("the ':' of this '… ? … : …' is missing");
    auto no = expression();
    if (!no) return nullptr;
    auto children = both(std::move(condition), std::move(yes));
    children.push_back(std::move(no));
    return make(Op::conditional, offset, std::move(children));
  }

  template <std::size_t N>
  std::optional<Op> take_operator(std::array<Operator, N> const& level) {
    for (auto const& [symbol, op] : level) {
      bool const word = symbol == "in" && token().kind == TokenKind::name && token().text == "in";
      if (!word && !at_symbol(symbol)) continue;
      ++at_;
      return op;
    }
    return std::nullopt;
  }

  /// One level of binary operators over the next tighter one.
  template <std::size_t N>
  NodePointer binary(std::array<Operator, N> const& operators, NodePointer (Parser::*tighter)()) {
    auto left = (this->*tighter)();
    while (left) {
      auto const op = take_operator(operators);
      if (!op) return left;
      auto right = (this->*tighter)();
      if (!right) return nullptr;
      auto const offset = left->offset;
      left = make(*op, offset, both(std::move(left), std::move(right)));
      if (chained(*left)) return fail(token(), "more than 64 operators in a row; use parentheses to group them");
    }
    return left;
  }

  /// && and || take any number of operands, so that a long list of conditions makes no deep tree.
  template <std::size_t N>
  NodePointer junction(std::array<Operator, N> const& operators, NodePointer (Parser::*tighter)()) {
    auto first = (this->*tighter)();
    if (!first || !at_symbol(operators[0].symbol)) return first;
    auto const offset = first->offset;
    std::vector<NodePointer> children;
    children.push_back(std::move(first));
    while (take_operator(operators)) {
      auto next = (this->*tighter)();
      if (!next) return nullptr;
      children.push_back(std::move(next));
    }
    return make(operators[0].op, offset, std::move(children));
  }

  static bool chained(ExpressionNode const& node) {
    int links = 0;
    for (auto const* at = &node; !at->children.empty(); at = at->children.front().get())
      if (++links > 64) return true;
    return false;
  }

  NodePointer disjunction() { return junction(or_level, &Parser::conjunction); }
  NodePointer conjunction() { return junction(and_level, &Parser::relation); }
  NodePointer relation() { return binary(relation_level, &Parser::addition); }
  NodePointer addition() { return binary(addition_level, &Parser::multiplication); }
  NodePointer multiplication() { return binary(multiplication_level, &Parser::unary); }

  NodePointer unary() {
    if (!at_symbol("!") && !at_symbol("-")) return member();
    Level const level{*this};
    if (level.too_deep()) return too_deep();
    auto const offset = token().offset;
    auto const op = take("!") ? Op::logical_not : (take("-"), Op::negate);
    if (op == Op::negate && is_number()) return negative_number(offset);
    auto operand = unary();
    if (!operand) return nullptr;
    std::vector<NodePointer> children;
    children.push_back(std::move(operand));
    return make(op, offset, std::move(children));
  }

  bool is_number() const { return token().kind == TokenKind::integer || token().kind == TokenKind::decimal; }

  /// The sign belongs to the number: -9223372036854775808 is an int, though 9223372036854775808 is none.
  NodePointer negative_number(std::size_t offset) {
    tokens_[at_].text.insert(0, "-");
    tokens_[at_].length += tokens_[at_].offset - offset;
    tokens_[at_].offset = offset;
    return member();
  }

  NodePointer member() {
    auto node = primary();
    for (int links = 0; node; ++links) {
      if (links > 64) return fail(token(), "more than 64 steps in a row");
      if (take(".")) node = selection(std::move(node));
      else if (take("[")) node = subscript(std::move(node));
      else return node;
    }
    return nullptr;
  }

  NodePointer subscript(NodePointer range) {
    auto place = expression();
    if (!place) return nullptr;
    if (!take("]")) return fail_here("the closing ']' is missing");
    auto const offset = range->offset;
    return make(Op::index, offset, both(std::move(range), std::move(place)));
  }

  NodePointer selection(NodePointer receiver) {
    if (token().kind != TokenKind::name) return fail_here("a name must follow the '.'");
    auto const name = tokens_[at_++];
    auto const offset = receiver->offset;
    std::vector<NodePointer> children;
    children.push_back(std::move(receiver));
    if (at_symbol("(")) return call(name, offset, std::move(children));
    auto node = make(Op::field, offset, std::move(children));
    node->name = name.text;
    return node;
  }

  /// The arguments after a function's name; a method's receiver is already in `children`.
  NodePointer call(Token const& name, std::size_t offset, std::vector<NodePointer> children) {
    bool const is_method = !children.empty();
    ++at_;  // (
    if (!at_symbol(")")) {
      do {
        auto argument = expression();
        if (!argument) return nullptr;
        children.push_back(std::move(argument));
      } while (take(","));
    }
    if (!take(")")) return fail_here("the closing ')' is missing");
    auto node = make(Op::call, offset, std::move(children));
    node->name = name.text;
    node->is_method = is_method;
    return finish_call(std::move(node), name);
  }

  NodePointer finish_call(NodePointer node, Token const& name) {
    if (!node->is_method) {
      if (name.text != "has") return node;
      if (node->children.size() != 1) return fail(name, "has() takes one name, such as has(contractor)");
      node->op = Op::has;
      return node;
    }
    auto const macro = std::find_if(macros.begin(), macros.end(), [&](Macro const& each) { return each.name == name.text; });
    if (macro == macros.end()) return node;
    return finish_macro(std::move(node), name, macro->op);
  }

  /// list.all(x, condition): the variable becomes the node's name, the list and the body its children.
  /// list.map(x, condition, value) is list.filter(x, condition).map(x, value).
  NodePointer finish_macro(NodePointer node, Token const& name, Op op) {
    auto& children = node->children;
    bool const filters_first = op == Op::map && children.size() == 4;
    if ((children.size() != 3 && !filters_first) || children[1]->op != Op::name)
      return fail(name, name.text + " is written list." + name.text + "(x, …), where x is a new name for each item");
    node->op = op;
    node->name = children[1]->name;
    children.erase(children.begin() + 1);
    if (!filters_first) return node;
    auto filter = make(Op::filter, node->offset, both(std::move(children[0]), std::move(children[1])));
    filter->name = node->name;
    children = both(std::move(filter), std::move(children[2]));
    return node;
  }

  NodePointer primary() {
    auto const now = token();
    switch (now.kind) {
      case TokenKind::integer:
        return integer(now);
      case TokenKind::decimal:
        return decimal(now);
      case TokenKind::string:
        ++at_;
        return constant(now, Value{now.text});
      case TokenKind::name:
        return name(now);
      case TokenKind::end:
        return fail(now, "the expression ends too early");
      case TokenKind::symbol:
        break;
    }
    if (take("(")) {
      auto inner = expression();
      if (inner && !take(")")) return fail_here("the closing ')' is missing");
      return inner;
    }
    if (take("[")) return list(now.offset);
    return fail(now, "a name or a value is missing before '" + now.text + "'");
  }

  NodePointer name(Token const& now) {
    ++at_;
    if (now.text == "true" || now.text == "false") return constant(now, Value{now.text == "true"});
    if (now.text == "null") return constant(now, Value{});
    if (is_reserved_word(now.text)) {
      --at_;
      return fail_here("'" + now.text + "' is a reserved word and no name");
    }
    if (at_symbol("(")) return call(now, now.offset, {});
    auto node = make(Op::name, now.offset);
    node->name = now.text;
    return node;
  }

  NodePointer list(std::size_t offset) {
    std::vector<NodePointer> items;
    while (!at_symbol("]")) {
      auto item = expression();
      if (!item) return nullptr;
      items.push_back(std::move(item));
      if (!take(",")) break;
    }
    if (!take("]")) return fail_here("the closing ']' is missing");
    return make(Op::list, offset, std::move(items));
  }

  NodePointer constant(Token const& now, Value value) {
    auto node = make(Op::constant, now.offset);
    node->constant = std::move(value);
    return node;
  }

  NodePointer integer(Token const& now) {
    ++at_;
    std::string text = now.text;
    auto const hex = text.find('x') == std::string::npos ? text.find('X') : text.find('x');
    if (hex != std::string::npos) text.erase(hex - 1, 2);
    std::int64_t value = 0;
    auto const read = std::from_chars(text.data(), text.data() + text.size(), value, hex == std::string::npos ? 10 : 16);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size())
      return fail(now, "an int has at most 64 bits; write " + now.text + ".0 for a decimal");
    return constant(now, Value{value});
  }

  NodePointer decimal(Token const& now) {
    ++at_;
    auto const value = Decimal::parse(now.text);
    if (!value) return fail(now, value.error().what);
    return constant(now, Value{*value});
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::optional<ExpressionError> error_;
};

}  // namespace

bool is_reserved_word(std::string_view word) {
  static constexpr std::array<std::string_view, 20> words{"as",       "break",   "const",  "continue", "else", "false", "for",
                                                          "function", "if",      "import", "in",       "let",  "loop",  "namespace",
                                                          "null",     "package", "return", "true",     "var",  "void"};
  return std::find(words.begin(), words.end(), word) != words.end() || word == "while";
}

Result<NodePointer, ExpressionError> parse_expression(std::string_view text) {
  auto tokens = read_tokens(text);
  if (!tokens) return tokens.error();
  return Parser{std::move(*tokens)}.parse();
}

}  // namespace cityhall
