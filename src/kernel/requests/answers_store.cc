#include "kernel/requests/answers_store.h"

namespace cityhall::answers_store {

std::optional<Row> find(store::Reader& reader, RequestKey const& key) {
  auto const row = reader.maybe(R"sql(
    SELECT request_hash, status, content_type, location, body FROM stored_answers WHERE sender = $1 AND request_key = $2)sql",
                                key.sender, key.key);
  if (!row) return {};
  return Row{.request_hash = row->get<std::string>(0),
             .answer = {.status = row->get<int>(1),
                        .content_type = row->get<std::string>(2),
                        .location = row->get<std::string>(3),
                        .body = row->get<store::Blob>(4).bytes}};
}

void insert(store::Transaction& tx, RequestKey const& key, StoredAnswer const& answer, Time now) {
  tx.run(R"sql(
    INSERT INTO stored_answers (sender, request_key, request_hash, status, content_type, location, body, answered_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8))sql",
         key.sender, key.key, key.request_hash, answer.status, answer.content_type, answer.location, store::BlobView{answer.body}, now);
}

int remove_before(store::Transaction& tx, Time limit, std::int64_t most) {
  return static_cast<int>(tx.run(R"sql(
    DELETE FROM stored_answers WHERE answered_at < $1 AND answered_at <=
      (SELECT MAX(answered_at) FROM (SELECT answered_at FROM stored_answers WHERE answered_at < $1 ORDER BY answered_at
        LIMIT $2) AS oldest))sql",
                                 limit, most));
}

}  // namespace cityhall::answers_store
