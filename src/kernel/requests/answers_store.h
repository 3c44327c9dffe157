#pragma once
// The rows of first answers.

#include <optional>
#include <string>
#include <string_view>

#include "kernel/requests/idempotency.h"
#include "store/transaction.h"

namespace cityhall::answers_store {

struct Row {
  std::string request_hash;
  StoredAnswer answer;
};

std::optional<Row> find(store::Reader& reader, RequestKey const& key);
void insert(store::Transaction& tx, RequestKey const& key, StoredAnswer const& answer, Time now);
/// At most `most` that are older than `limit`; returns how many.
int remove_before(store::Transaction& tx, Time limit, std::int64_t most);

}  // namespace cityhall::answers_store
