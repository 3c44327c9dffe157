#pragma once
// The rows of uploads and their parts.

#include <optional>
#include <string>
#include <string_view>

#include "kernel/files/upload.h"
#include "store/transaction.h"

namespace cityhall::uploads_store {

struct UploadRow {
  UploadPlan plan{};
  AccountId account{};
  std::int64_t received = 0;
  FileId file{};
};

std::optional<UploadRow> find(store::Reader& reader, std::string_view id);
struct Unfinished {
  std::int64_t count = 0;
  std::int64_t bytes = 0;  // of the whole photos, as they were announced
};
Unfinished unfinished(store::Reader& reader, AccountId account);
void insert(Unit& unit, UploadPlan const& plan);
void add(Unit& unit, std::string_view id, UploadPart const& part);
/// All parts, one after the other.
std::string content(store::Reader& reader, std::string_view id);
/// Forgets the parts and begins anew.
void restart(Unit& unit, std::string_view id);
/// Forgets the parts: the photo is a file now.
void finish(Unit& unit, std::string_view id, FileId file);
/// As if it had never begun.
void remove(Unit& unit, std::string_view id);
int remove_before(store::Transaction& tx, Time limit);

}  // namespace cityhall::uploads_store
