#include "store/schema.h"

#include <array>
#include <algorithm>

#include "base/text.h"
#include "store/sql_text.h"

namespace cityhall::store {
namespace {

using Kind = SqlToken::Kind;
using Tokens = std::vector<SqlToken>;

struct Fault {
  int line = 0;
  std::string what;
};

constexpr std::array not_neutral{"AUTOINCREMENT", "VIRTUAL", "STRICT", "WITHOUT",  "DEFERRABLE",
                                 "PRAGMA",        "ILIKE",   "GLOB",   "STRFTIME", "SERIAL"};
constexpr std::array engine_types{"INTEGER", "INT",     "SMALLINT",  "BOOLEAN", "REAL", "NUMERIC",
                                  "BLOB",    "VARCHAR", "TIMESTAMP", "DATE",    "JSON"};
constexpr std::array constraint_words{"PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "CONSTRAINT"};

bool is_any_word(SqlToken const& token, auto const& words) {
  return std::any_of(words.begin(), words.end(), [&](char const* word) { return is_word(token, word); });
}

std::string unquoted(std::string_view name) {
  return std::string{name.size() >= 2 && name.front() == '"' ? name.substr(1, name.size() - 2) : name};
}

/// One statement: its meaningful tokens, and the comment that ends each line.
struct Statement {
  Tokens tokens;
  std::map<int, std::string> comments;
  bool starts(std::initializer_list<char const*> words) const {
    if (tokens.size() < words.size()) return false;
    return std::equal(words.begin(), words.end(), tokens.begin(),
                      [](char const* word, SqlToken const& token) { return is_word(token, word); });
  }
};

std::vector<Statement> statements_of(std::string_view sql) {
  std::vector<Statement> all(1);
  std::map<int, std::string> comments;
  for (auto const& token : sql_tokens(sql)) {
    if (token.kind == Kind::comment && token.text.starts_with("--")) comments[token.line] = trim(token.text.substr(2));
    if (token.kind == Kind::comment || token.kind == Kind::space) continue;
    if (token.text == ";") {
      all.emplace_back();
    } else {
      all.back().tokens.push_back(token);
    }
  }
  std::erase_if(all, [](Statement const& statement) { return statement.tokens.empty(); });
  for (auto& statement : all) statement.comments = comments;
  return all;
}

/// "personal: the reporter's address" → the class and the rest.
void read_class(Statement const& statement, int line, Column& column) {
  auto const comment = statement.comments.find(line);
  auto const text = comment == statement.comments.end() ? std::string_view{} : std::string_view{comment->second};
  auto const end = std::min(text.find_first_of(" :,;."), text.size());
  auto const word = text.substr(0, end);
  for (auto const privacy : {Privacy::public_, Privacy::internal, Privacy::personal, Privacy::secret}) {
    if (word != name_of(privacy)) continue;
    column.privacy = privacy;
    auto const rest = text.find_first_not_of(" :,;.", end);
    if (rest != std::string_view::npos) column.note = text.substr(rest);
    return;
  }
  throw Fault{line, "the column " + column.name +
                        " has no privacy class; end its line with \"-- public\", \"-- internal\", \"-- personal\" or \"-- secret\""};
}

Column read_column(Statement const& statement, std::span<SqlToken const> item) {
  Column column{.name = unquoted(item[0].text)};
  if (item.size() < 2) throw Fault{item[0].line, "the column " + column.name + " has no type"};
  column.type = item[1].text;
  if (is_word(item[1], "DOUBLE")) column.type = "DOUBLE PRECISION";
  constexpr std::array types{"BIGINT", "TEXT", "DOUBLE", "BYTEA"};
  if (!is_any_word(item[1], types))
    throw Fault{item[1].line, "the type " + column.type + " is not neutral; use BIGINT, TEXT, DOUBLE PRECISION or BYTEA"};
  for (std::size_t i = 1; i < item.size(); ++i) {
    if (is_word(item[i], "PRIMARY") || (is_word(item[i], "NULL") && is_word(item[i - 1], "NOT"))) column.required = true;
    if (!is_word(item[i], "REFERENCES") || i + 1 >= item.size()) continue;
    column.references =
        unquoted(item[i + 1].text) + "." + (i + 3 < item.size() && item[i + 2].text == "(" ? unquoted(item[i + 3].text) : "id");
  }
  read_class(statement, item.back().line, column);
  return column;
}

/// The parts between the commas of the outer parentheses that begin at `open`.
std::vector<std::span<SqlToken const>> items_of(Tokens const& tokens, std::size_t open) {
  std::vector<std::span<SqlToken const>> items;
  int depth = 0;
  std::size_t start = open + 1;
  for (std::size_t i = open; i < tokens.size(); ++i) {
    if (tokens[i].text == "(") ++depth;
    if (tokens[i].text == ")") --depth;
    bool const ends = depth == 0 || (depth == 1 && tokens[i].text == ",");
    if (!ends) continue;
    if (i > start) items.emplace_back(&tokens[start], i - start);
    start = i + 1;
    if (depth == 0) return items;
  }
  throw Fault{tokens[open].line, "a parenthesis is not closed"};
}

class SchemaReader {
 public:
  explicit SchemaReader(Schema& schema) : schema_{schema} {}

  void read(Migration const& step) {
    for (auto const& statement : statements_of(step.sql)) {
      check_words(statement);
      if (statement.starts({"CREATE", "TABLE"})) create(statement, step.module);
      if (statement.starts({"DROP", "TABLE"})) schema_.tables.erase(std::string{unquoted(statement.tokens.back().text)});
      if (statement.starts({"ALTER", "TABLE"})) alter(statement);
    }
  }

 private:
  static void check_words(Statement const& statement) {
    auto const& tokens = statement.tokens;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      auto const& token = tokens[i + 1];
      bool const is_cast = is_word(tokens[i], "AS") && is_any_word(token, engine_types);
      bool const folds_case = (is_word(tokens[i], "LOWER") || is_word(tokens[i], "UPPER")) && token.text == "(";
      if (is_cast || is_any_word(token, not_neutral))
        throw Fault{token.line, "\"" + std::string{token.text} + "\" is not understood by both engines; write SQL that both share"};
      if (folds_case) throw Fault{token.line, "the engines fold case differently; store a folded column instead"};
      if (tokens[i].text == ":" && token.text == ":") throw Fault{token.line, "write CAST(… AS …) instead of \"::\""};
    }
  }

  void create(Statement const& statement, std::string_view module) {
    auto const& tokens = statement.tokens;
    auto const open = static_cast<std::size_t>(
        std::find_if(tokens.begin(), tokens.end(), [](SqlToken const& token) { return token.text == "("; }) - tokens.begin());
    if (open < 3 || open >= tokens.size()) throw Fault{tokens[0].line, "write CREATE TABLE name (column TYPE, -- class …)"};
    Table table{.name = unquoted(tokens[open - 1].text), .module = std::string{module}, .columns = {}};
    int last_line = 0;
    for (auto const item : items_of(tokens, open)) {
      if (is_any_word(item[0], constraint_words)) continue;
      if (item[0].line == last_line) throw Fault{item[0].line, "two columns on one line; write one column a line, each with its class"};
      last_line = item.back().line;
      table.columns.push_back(read_column(statement, item));
    }
    if (schema_.find(table.name) != nullptr) throw Fault{tokens[0].line, "the table " + table.name + " exists already"};
    schema_.tables.emplace(table.name, std::move(table));
  }

  void alter(Statement const& statement) {
    auto const& tokens = statement.tokens;
    if (tokens.size() < 6) throw Fault{tokens[0].line, "this ALTER TABLE is not understood"};
    auto const found = schema_.tables.find(unquoted(tokens[2].text));
    if (found == schema_.tables.end()) throw Fault{tokens[2].line, "there is no table " + std::string{tokens[2].text}};
    auto& columns = found->second.columns;
    auto const named = [&](SqlToken const& token) {
      return std::find_if(columns.begin(), columns.end(), [&](Column const& column) { return column.name == unquoted(token.text); });
    };
    if (is_word(tokens[3], "ADD") && is_word(tokens[4], "COLUMN")) {
      columns.push_back(read_column(statement, std::span{tokens}.subspan(5)));
    } else if (is_word(tokens[3], "DROP") && is_word(tokens[4], "COLUMN") && named(tokens[5]) != columns.end()) {
      columns.erase(named(tokens[5]));
    } else if (is_word(tokens[3], "RENAME") && is_word(tokens[4], "COLUMN") && tokens.size() == 8 && named(tokens[5]) != columns.end()) {
      named(tokens[5])->name = unquoted(tokens[7].text);
    } else if (is_word(tokens[3], "RENAME") && is_word(tokens[4], "TO")) {
      auto node = schema_.tables.extract(found);
      node.key() = node.mapped().name = unquoted(tokens[5].text);
      schema_.tables.insert(std::move(node));
    } else {
      throw Fault{tokens[3].line, "this ALTER TABLE is not understood; use ADD COLUMN, DROP COLUMN, RENAME COLUMN a TO b or RENAME TO"};
    }
  }

  Schema& schema_;
};

}  // namespace

std::string_view name_of(Privacy privacy) {
  constexpr std::array<std::string_view, 4> names{"public", "internal", "personal", "secret"};
  return names.at(static_cast<std::size_t>(privacy));
}

Column const* Table::find(std::string_view column) const {
  auto const found = std::find_if(columns.begin(), columns.end(), [&](Column const& one) { return one.name == column; });
  return found == columns.end() ? nullptr : &*found;
}

Table const* Schema::find(std::string_view table) const {
  auto const found = tables.find(table);
  return found == tables.end() ? nullptr : &found->second;
}

Result<Schema> read_schema(std::span<Migration const> migrations) {
  Schema schema;
  SchemaReader reader{schema};
  for (auto const& step : migrations) {
    try {
      reader.read(step);
    } catch (Fault const& fault) {
      return Error{std::string{step.module} + " migration " + std::to_string(step.number) + " (" + std::string{step.name} + "), line " +
                   std::to_string(fault.line) + ": " + fault.what};
    }
  }
  return schema;
}

}  // namespace cityhall::store
