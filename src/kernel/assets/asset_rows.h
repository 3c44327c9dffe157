#pragma once
// Rows of assets, for the files of this folder.

#include "kernel/assets/asset.h"
#include "store/transaction.h"

namespace cityhall::assets_store {

/// All columns; goes on with joins and conditions.
store::Query select_assets();
std::vector<Asset> read(store::Reader& reader, store::Query const& query);
/// Into the indexes, or out of them when it is retired.
void index(store::Transaction& tx, Asset const& asset);

}  // namespace cityhall::assets_store
