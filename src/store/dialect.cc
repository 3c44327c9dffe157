#include "store/migrations.h"
#include "store/sql_text.h"

namespace cityhall::store {
namespace {

/// Makes each CREATE TABLE strict: SQLite then refuses a value of the wrong kind, as PostgreSQL does. A table whose key has several columns
/// is stored in the order of the key: one tree less to write.
class SqliteTranslation {
 public:
  std::string translate(std::string_view text) {
    auto const tokens = sql_tokens(text);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      auto const& token = tokens[i];
      if (is_word(token, "DOUBLE") && i + 2 < tokens.size() && is_word(tokens[i + 2], "PRECISION")) {
        out_ += "REAL";
        i += 2;
        continue;
      }
      out_ += word_for(token);
      follow(token);
    }
    return std::move(out_);
  }

 private:
  static std::string_view word_for(SqlToken const& token) {
    if (is_word(token, "BIGINT")) return "INTEGER";  // "INTEGER PRIMARY KEY" is the row id itself: one tree less
    if (is_word(token, "BYTEA")) return "BLOB";
    return token.text;
  }

  void follow(SqlToken const& token) {
    if (token.kind == SqlToken::Kind::comment || token.kind == SqlToken::Kind::space) return;
    if (token.text == ";") {
      words_ = 0;
      in_table_ = false;
      has_wide_key_ = false;
      depth_ = 0;
      return;
    }
    ++words_;
    if (words_ == 1) create_ = is_word(token, "CREATE");
    if (words_ == 2) in_table_ = create_ && is_word(token, "TABLE");
    if (token.text == "(") {
      // "id BIGINT PRIMARY KEY" has no parenthesis behind it.
      has_wide_key_ = has_wide_key_ || (last_was_key_ && depth_ == 1);
      ++depth_;
    }
    last_was_key_ = is_word(token, "KEY") && last_was_primary_;
    last_was_primary_ = is_word(token, "PRIMARY");
    if (token.text == ")" && --depth_ == 0 && in_table_) out_ += has_wide_key_ ? " STRICT, WITHOUT ROWID" : " STRICT";
  }

  std::string out_;
  int words_ = 0;
  int depth_ = 0;
  bool create_ = false;
  bool in_table_ = false;
  bool last_was_primary_ = false;
  bool last_was_key_ = false;
  bool has_wide_key_ = false;
};

}  // namespace

std::string translate(std::string_view neutral_sql, Engine engine) {
  if (engine == Engine::postgresql) return std::string{neutral_sql};
  return SqliteTranslation{}.translate(neutral_sql);
}

}  // namespace cityhall::store
