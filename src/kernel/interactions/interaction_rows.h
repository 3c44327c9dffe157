#pragma once
// Rows of interactions, for the files of this folder.

#include "kernel/interactions/interaction.h"
#include "store/transaction.h"

namespace cityhall::interactions_store {

std::optional<Interaction> find(store::Reader& reader, InteractionId id);
std::optional<Interaction> find(store::Reader& reader, std::string_view external_id);
/// The one that has not ended.
std::optional<Interaction> find_open(store::Reader& reader, IncomingId incoming);
/// Adds the row, or writes all of it anew.
void put(store::Transaction& tx, Interaction const& contact);

}  // namespace cityhall::interactions_store
