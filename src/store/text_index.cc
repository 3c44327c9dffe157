#include "store/text_index.h"

#include <algorithm>
#include <cctype>
#include <limits>

#include "base/text.h"
#include "store/engine_sql.h"

namespace cityhall::store {
namespace {

constexpr std::size_t most_words = 16;

bool has_letter(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) {
    auto const byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || std::isalnum(byte) != 0;
  });
}

std::string quoted(std::string_view word) {
  std::string out{'"'};
  for (char const letter : word) {
    if (letter == '"') out += letter;
    out += letter;
  }
  return out + '"';
}

/// What the last word typed stands for: itself, or everything that begins like it.
enum class LastWord { whole, beginning };

/// Every word as a phrase, so that no operator of the search language is reachable: "o'brien" finds o followed by brien.
std::string expression(std::string_view words, LastWord last = LastWord::beginning) {
  std::string out;
  std::size_t count = 0, last_length = 0;
  auto const folded = fold(words);
  for (auto const word : split(folded, ' ')) {
    if (!has_letter(word) || count == most_words) continue;
    if (count++ > 0) out += ' ';
    out += quoted(word);
    last_length = word.size();
  }
  // One letter begins too many words to be a wish.
  return last == LastWord::whole || last_length < 2 ? out : out + '*';
}

}  // namespace

TextIndex::TextIndex(Piece table) {
  std::string const name{table.text()};
  // No copy of the text is kept: it lives in the module's own row. detail=full costs 8 % more time to write than detail=none (measured,
  // 25 against 23 microseconds a document), halves the time of a search, and phrases need it.
  // Of two letters that begin a word there is a list of their own: with a million documents "main st" takes 1 ms of processor time
  // beside 66, for 7 microseconds and 66 bytes more a document.
  create_ = "CREATE VIRTUAL TABLE IF NOT EXISTS " + name +
            " USING fts5(words, content='', contentless_delete=1, prefix='2', tokenize='unicode61 remove_diacritics 0')";
  add_ = "INSERT INTO " + name + " (rowid, words) VALUES ($1, $2)";
  put_ = "INSERT OR REPLACE INTO " + name + " (rowid, words) VALUES ($1, $2)";
  remove_ = "DELETE FROM " + name + " WHERE rowid = $1";
  latest_ = "SELECT rowid FROM " + name + " WHERE " + name + " MATCH $1 AND rowid < $3 ORDER BY rowid DESC LIMIT $2";
  size_ = "SELECT count(*) FROM " + name;
  search_ = "SELECT rowid, -rank FROM " + name + " WHERE " + name + " MATCH $1 ORDER BY rank LIMIT $2";
}

void TextIndex::create(Transaction& tx) const { EngineSql::script(tx, create_); }

void TextIndex::add(Transaction& tx, std::int64_t id, std::string_view folded_text) const {
  tx.run(EngineSql::from(add_), id, folded_text);
}

void TextIndex::put(Transaction& tx, std::int64_t id, std::string_view folded_text) const {
  tx.run(EngineSql::from(put_), id, folded_text);
}

void TextIndex::remove(Transaction& tx, std::int64_t id) const { tx.run(EngineSql::from(remove_), id); }

std::vector<TextHit> TextIndex::search(Reader& reader, std::string_view words, int limit) const {
  std::vector<TextHit> hits;
  auto const wanted = expression(words);
  if (wanted.empty()) return hits;
  for (auto const row : reader.query(EngineSql::from(search_), wanted, limit))
    hits.push_back({.id = row.get<std::int64_t>(0), .rank = row.get<double>(1)});
  return hits;
}

std::vector<std::int64_t> TextIndex::latest(Reader& reader, std::string_view words, int limit) const {
  return latest(reader, words, limit, std::numeric_limits<std::int64_t>::max());
}

std::vector<std::int64_t> TextIndex::latest(Reader& reader, std::string_view words, int limit, std::int64_t before) const {
  auto const matching = [&](std::string const& wanted) {
    std::vector<std::int64_t> ids;
    if (wanted.empty()) return ids;
    for (auto const row : reader.query(EngineSql::from(latest_), wanted, limit, before)) ids.push_back(row.get<std::int64_t>(0));
    return ids;
  };
  // Where the word itself fills the list, its beginnings are not looked for: the lists of all words that begin so have to be merged.
  auto whole = matching(expression(words, LastWord::whole));
  if (static_cast<int>(whole.size()) >= limit) return whole;
  return matching(expression(words));
}

std::size_t TextIndex::size(Reader& reader) const {
  return static_cast<std::size_t>(reader.value<std::int64_t>(EngineSql::from(size_)));
}

}  // namespace cityhall::store
