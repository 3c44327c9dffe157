#pragma once
// Rows of what is asked of the provider.

#include <optional>
#include <vector>

#include "services/telephony/provider.h"
#include "store/transaction.h"

namespace cityhall::provider_store {

struct Row {
  std::int64_t id = 0;
  std::string path{};
  std::string form{};
  std::int64_t parts = 0;
  int attempts = 0;
};
void insert(Unit& unit, Row const& row, std::string_view key);
std::vector<Row> due(store::Reader& reader, Time now, std::int64_t most);
std::int64_t parts_since(store::Reader& reader, Time since);
/// queued → sending; false when it is no longer queued.
bool begin(store::Transaction& tx, std::int64_t id);
void finish(store::Transaction& tx, Row const& row, std::string_view state, std::string_view fault, Time next);
/// What was being sent when the program died: nobody knows whether it was taken.
void settle(store::Transaction& tx);

}  // namespace cityhall::provider_store
