#pragma once
// The rows of files.

#include <optional>
#include <string_view>

#include "kernel/files/file.h"
#include "store/transaction.h"

namespace cityhall::files_store {

void insert(store::Transaction& tx, File const& file);
std::optional<File> find(store::Reader& reader, FileId id);
/// False when there is no such file.
bool set_visibility(store::Transaction& tx, FileId id, Visibility visibility);
void replace_renditions(store::Transaction& tx, FileId id, PreparedPhoto const& photo);
/// A photo, its original, or the sound of a voicemail.
bool refers_to(store::Reader& reader, std::string_view blob);

}  // namespace cityhall::files_store
