#include "services/studio/condition.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "kernel/expressions/expression.h"

namespace cityhall::studio {
namespace {

struct CompareWord {
  Compare how;
  std::string_view word;
  std::string_view sign;  // between name and value; empty: written otherwise
};
constexpr std::array<CompareWord, 14> compare_words{{{Compare::is, "is", "=="},
                                                     {Compare::is_not, "is_not", "!="},
                                                     {Compare::one_of, "one_of", ""},
                                                     {Compare::none_of, "none_of", ""},
                                                     {Compare::less, "less", "<"},
                                                     {Compare::at_most, "at_most", "<="},
                                                     {Compare::more, "more", ">"},
                                                     {Compare::at_least, "at_least", ">="},
                                                     {Compare::yes, "yes", ""},
                                                     {Compare::no, "no", ""},
                                                     {Compare::answered, "answered", ""},
                                                     {Compare::not_answered, "not_answered", ""},
                                                     {Compare::includes, "includes", ""},
                                                     {Compare::not_includes, "not_includes", ""}}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads exactly what expression_of writes, and the usual ways of writing the same by hand.
class RowReader {
 public:
  explicit RowReader(std::string_view text) : text_{text} {}

  std::optional<std::vector<ConditionRow>> read() {
    if (!alternatives()) return std::nullopt;
    skip();
    return at_ == text_.size() ? std::optional{std::move(rows_)} : std::nullopt;
  }

 private:
  void skip() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) ++at_;
  }
  bool take(std::string_view sign) {
    skip();
    if (!text_.substr(at_).starts_with(sign)) return false;
    at_ += sign.size();
    return true;
  }

  bool alternatives() {
    if (!group(false)) return false;
    while (take("||"))
      if (!group(true)) return false;
    return true;
  }

  /// Rows joined by "and", perhaps in parentheses.
  bool group(bool alternative) {
    auto const start = at_;
    auto const known = rows_.size();
    if (take("(") && conjunction(alternative) && take(")") && ends_group()) return true;
    at_ = start;
    rows_.resize(known);
    return conjunction(alternative);
  }
  bool ends_group() {
    skip();
    return at_ == text_.size() || text_.substr(at_).starts_with("||");
  }

  bool conjunction(bool alternative) {
    if (!row(alternative)) return false;
    while (take("&&"))
      if (!row(false)) return false;
    return true;
  }

  bool row(bool alternative) {
    rows_.push_back({.alternative = alternative});
    auto& row = rows_.back();
    skip();
    if (at_ < text_.size() && (text_[at_] == '\'' || text_[at_] == '"'))
      return literal(row.value) && word("in") && path(row.what) && how(row, Compare::includes);
    if (!take("!")) return positive(row);
    if (take("(")) return listed(row) && take(")");
    if (word("has")) return asked(row) && how(row, Compare::not_answered);
    return path(row.what) && how(row, Compare::no);
  }

  bool positive(ConditionRow& row) {
    if (word("has")) return asked(row) && how(row, Compare::answered);
    if (!path(row.what)) return false;
    if (word("in")) return list(row.value) && how(row, Compare::one_of);
    for (auto const* sign : {"<=", ">=", "==", "!=", "<", ">"})
      if (take(sign)) return value(row.value) && how(row, by_sign(sign)) && plain_value(row);
    return how(row, Compare::yes);
  }

  /// Inside !( … ): "x in [ … ]" or "'x' in y".
  bool listed(ConditionRow& row) {
    skip();
    if (at_ < text_.size() && (text_[at_] == '\'' || text_[at_] == '"'))
      return literal(row.value) && word("in") && path(row.what) && how(row, Compare::not_includes);
    return path(row.what) && word("in") && list(row.value) && how(row, Compare::none_of);
  }

  bool asked(ConditionRow& row) { return take("(") && path(row.what) && take(")"); }

  /// "x == true" is a row of its own kind.
  static bool plain_value(ConditionRow& row) {
    if (row.value != "true" && row.value != "false") return true;
    if (row.how != Compare::is && row.how != Compare::is_not) return false;
    row.how = (row.value == "true") == (row.how == Compare::is) ? Compare::yes : Compare::no;
    row.value.clear();
    return true;
  }

  static Compare by_sign(std::string_view sign) {
    return std::find_if(compare_words.begin(), compare_words.end(), [&](CompareWord const& one) { return one.sign == sign; })->how;
  }
  static bool how(ConditionRow& row, Compare compare) {
    row.how = compare;
    return true;
  }

  bool word(std::string_view wanted) {
    skip();
    auto const rest = text_.substr(at_);
    if (!rest.starts_with(wanted) || (rest.size() > wanted.size() && (is_letter(rest[wanted.size()]) || is_digit(rest[wanted.size()]))))
      return false;
    at_ += wanted.size();
    return true;
  }

  bool path(std::string& out) {
    skip();
    auto const start = at_;
    while (at_ < text_.size() && (is_letter(text_[at_]) || (at_ > start && (is_digit(text_[at_]) || text_[at_] == '.')))) ++at_;
    out = text_.substr(start, at_ - start);
    return !out.empty() && out.back() != '.' && out != "in" && out != "true" && out != "false";
  }

  /// Text without anything that a form could not take back: quotation marks, commas, escapes.
  bool literal(std::string& out) {
    skip();
    if (at_ >= text_.size() || (text_[at_] != '\'' && text_[at_] != '"')) return false;
    auto const end = text_.find(text_[at_], at_ + 1);
    if (end == std::string_view::npos) return false;
    out = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    return out.find_first_of("\\,'\"\n") == std::string::npos && trim(out) == out;
  }

  bool number(std::string& out) {
    skip();
    auto const start = at_;
    if (at_ < text_.size() && text_[at_] == '-') ++at_;
    while (at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '.')) ++at_;
    out = text_.substr(start, at_ - start);
    return !out.empty() && is_digit(out.back()) && (at_ == text_.size() || !is_letter(text_[at_]));
  }

  bool value(std::string& out) {
    auto const start = at_;
    if (literal(out)) return true;
    at_ = start;
    if (word("date")) return take("(") && literal(out) && take(")");
    at_ = start;
    if (number(out)) return true;
    at_ = start;
    if (word("true") || word("false")) {
      out = trim(text_.substr(start, at_ - start));
      return true;
    }
    return path(out);
  }

  bool list(std::string& out) {
    if (!take("[")) return false;
    if (take("]")) return true;  // nothing chosen yet
    for (bool first = true; first || take(","); first = false) {
      std::string one;
      auto const start = at_;
      if (!literal(one)) {
        at_ = start;
        if (!number(one)) return false;
      }
      out += (first ? "" : ", ") + one;
    }
    return take("]");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<ConditionRow> rows_;
};

std::string in_single_quotes(std::string_view text) {
  std::string out = "'";
  for (char const letter : text) {
    if (letter == '\'' || letter == '\\') out += '\\';
    out += letter;
  }
  return out + '\'';
}

bool is_number(std::string_view text) {
  auto const digits = text.starts_with('-') ? text.substr(1) : text;
  return !digits.empty() && is_digit(digits.front()) && is_digit(digits.back()) &&
         digits.find_first_not_of("0123456789.") == std::string_view::npos;
}

std::string value_text(std::string_view text, Type const& type, Type::Fields const& names) {
  if (type.is_number() && is_number(text)) return std::string{text};
  if (type.is(Type::Kind::date) && text.size() == 10 && is_digit(text[0])) return "date(" + in_single_quotes(text) + ')';
  bool const is_text = type.is(Type::Kind::string) || type.is(Type::Kind::any);
  bool const names_another = !type.options().empty() ? false : !type_of_path(text, names).is(Type::Kind::any);
  if (names_another || (!is_text && is_expression_name(text))) return std::string{text};
  if (type.is(Type::Kind::any) && is_number(text)) return std::string{text};
  return in_single_quotes(text);
}

std::string list_text(std::string_view value, Type const& type, Type::Fields const& names) {
  std::string out;
  for (auto const one : split(value, ','))
    if (auto const clean = trim(one); !clean.empty()) out += (out.empty() ? "" : ", ") + value_text(clean, type, names);
  return '[' + out + ']';
}

std::string row_text(ConditionRow const& row, Type::Fields const& names) {
  auto const type = type_of_path(row.what, names);
  auto const value = trim(row.value);
  switch (row.how) {
    case Compare::one_of:
      return row.what + " in " + list_text(value, type, names);
    case Compare::none_of:
      return "!(" + row.what + " in " + list_text(value, type, names) + ')';
    case Compare::yes:
      return row.what;
    case Compare::no:
      return '!' + row.what;
    case Compare::answered:
      return "has(" + row.what + ')';
    case Compare::not_answered:
      return "!has(" + row.what + ')';
    case Compare::includes:
      return in_single_quotes(value) + " in " + row.what;
    case Compare::not_includes:
      return "!(" + in_single_quotes(value) + " in " + row.what + ')';
    default:
      break;
  }
  auto const sign =
      std::find_if(compare_words.begin(), compare_words.end(), [&](CompareWord const& one) { return one.how == row.how; })->sign;
  return row.what + ' ' + std::string{sign} + ' ' + value_text(value, type, names);
}

}  // namespace

Type type_of_path(std::string_view path, Type::Fields const& names) {
  auto type = Type::any();
  auto const* fields = &names;
  for (auto const step : split(path, '.')) {
    auto const found = fields->find(step);
    if (found == fields->end()) return Type::any();
    type = found->second;
    fields = &type.fields();
  }
  return type;
}

std::optional<std::vector<ConditionRow>> rows_of(std::string_view expression) {
  if (trim(expression).empty()) return std::vector<ConditionRow>{};
  return RowReader{expression}.read();
}

std::string expression_of(std::vector<ConditionRow> const& rows, Type::Fields const& names) {
  std::vector<std::vector<std::string>> groups;
  for (auto const& row : rows) {
    if (row.what.empty()) continue;
    if (groups.empty() || row.alternative) groups.emplace_back();
    groups.back().push_back(row_text(row, names));
  }
  std::string out;
  for (auto const& group : groups) {
    auto const text = join(group, " && ");
    out += (out.empty() ? "" : " || ") + (group.size() > 1 && groups.size() > 1 ? '(' + text + ')' : text);
  }
  return out;
}

std::string_view compare_word(Compare how) { return compare_words.at(static_cast<std::size_t>(how)).word; }

std::optional<Compare> compare_from(std::string_view word) {
  for (auto const& one : compare_words)
    if (one.word == word) return one.how;
  return std::nullopt;
}

bool takes_value(Compare how) {
  return how != Compare::yes && how != Compare::no && how != Compare::answered && how != Compare::not_answered;
}

}  // namespace cityhall::studio
