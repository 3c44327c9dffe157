#pragma once
// Full-text search behind a small interface: FTS5 here, tsvector there. Text comes in folded (base/text.h `fold`).

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/transaction.h"

namespace cityhall::store {

struct TextHit {
  std::int64_t id = 0;
  double rank = 0;  // higher is better; comparable within one search only
};

class TextIndex {
 public:
  /// `table` is a literal of our own, such as "case_text".
  explicit TextIndex(Piece table);

  /// From a Migration's `code`; does nothing when it exists.
  void create(Transaction& tx) const;
  /// Adds or replaces the document `id`. Index many documents in one work (a consumer in the bulk lane): twice as cheap as one in each.
  void put(Transaction& tx, std::int64_t id, std::string_view folded_text) const;
  /// Adds a document that is known to be new: cheaper than put.
  void add(Transaction& tx, std::int64_t id, std::string_view folded_text) const;
  void remove(Transaction& tx, std::int64_t id) const;
  /// Documents with every word of `words` (typed text, folded inside; the last word also as a prefix), best first.
  std::vector<TextHit> search(Reader& reader, std::string_view words, int limit) const;
  /// The same documents with the greatest ids first: quick also where very many fit, because nothing is ranked. The last word is a prefix
  /// only where fewer than `limit` documents have it as a word.
  std::vector<std::int64_t> latest(Reader& reader, std::string_view words, int limit) const;
  /// The latest of those with ids below `before`: the list goes on.
  std::vector<std::int64_t> latest(Reader& reader, std::string_view words, int limit, std::int64_t before) const;
  /// How many documents there are; walks the index.
  std::size_t size(Reader& reader) const;

 private:
  std::string create_, add_, put_, remove_, search_, latest_, size_;
};

}  // namespace cityhall::store
