#include "kernel/definitions/build.h"

#include "base/text.h"
#include "kernel/definitions/form_check.h"

namespace cityhall {

Condition Builder::compile(Node const& node, Result<Expression, Expression::Errors> compiled) const {
  Condition out{.text = node.text()};
  if (compiled) {
    out.compiled = std::make_shared<Expression const>(*std::move(compiled));
    return out;
  }
  for (auto const& error : compiled.error()) {
    auto const fix = error.did_you_mean.empty() ? "Character " + std::to_string(error.offset + 1) + " of the expression."
                                                : "Did you mean \"" + error.did_you_mean + "\"?";
    faults_.push_back({node.pointer(), "In the expression " + in_quotes(shorten(out.text, 80)) + ": " + error.message + ".", fix});
  }
  return out;
}

Condition Builder::expression(Node const& node, Type const& wanted) const {
  if (!node.is_text() || node.text().empty()) return {};
  return compile(node, Expression::compile(node.text(), names_, wanted));
}

Condition Builder::expression(Node const& node) const {
  if (!node.is_text() || node.text().empty()) return {};
  return compile(node, Expression::compile(node.text(), names_));
}

/// Splits "streets/{where.district}" and looks at each path.
FilledText Builder::filled(Node const& node) const {
  FilledText out{.text = node.text(), .literals = {""}};
  std::string_view rest = out.text;
  while (!rest.empty()) {
    auto const open = rest.find_first_of("{}");
    out.literals.back() += rest.substr(0, open);
    if (open == std::string_view::npos) break;
    auto const close = rest.find('}', open);
    if (rest[open] == '}' || close == std::string_view::npos) {
      faults_.push_back(
          {node.pointer(), "A brace stands alone in " + in_quotes(out.text) + ".", "Write what is filled in as \"{where.district}\"."});
      break;
    }
    path(node, out, rest.substr(open + 1, close - open - 1));
    rest.remove_prefix(close + 1);
  }
  return out;
}

void Builder::path(Node const& node, FilledText& out, std::string_view written) const {
  std::vector<std::string> parts;
  for (auto const part : split(written, '.')) parts.emplace_back(part);
  auto const found = names_.find(parts.front());
  auto const fails = [&](std::string const& what, std::vector<std::string> const& known, std::string const& word) {
    faults_.push_back({node.pointer(), what, suggestion(word, known)});
  };
  std::vector<std::string> known;
  if (found == names_.end()) {
    for (auto const& [name, type] : names_) known.push_back(name);
    fails("There is no " + in_quotes(parts.front()) + " to fill in.", known, parts.front());
  } else if (found->second.is(Type::Kind::record) && (parts.size() != 2 || !found->second.fields().contains(parts[1]))) {
    for (auto const& [name, type] : found->second.fields()) known.push_back(name);
    fails(in_quotes(written) + " is no member of " + in_quotes(parts.front()) + ".", known, parts.size() > 1 ? parts[1] : "");
  } else if (found->second.is(Type::Kind::list) || (!found->second.is(Type::Kind::record) && parts.size() != 1)) {
    fails(in_quotes(written) + " is not one text that can be filled in.", {}, "");
  }
  out.paths.push_back(std::move(parts));
  out.literals.emplace_back();
}

}  // namespace cityhall
