#pragma once
// Rows of bulk acts, for bulk.cc.

#include "kernel/casework/bulk.h"

namespace cityhall {

struct BulkRow {
  CaseId case_id{};
  std::string before{};  // JSON: what undoing needs
  std::int64_t revision = 0;
};
void insert_bulk(Unit& unit, std::int64_t id, BulkKind kind, std::string_view content);
struct ItemResult {
  BulkOutcome outcome = BulkOutcome::done;
  std::string reason{};
  BulkRow row{};
};
void insert_item(Unit& unit, std::int64_t bulk, ItemResult const& result);
void settle_item(Unit& unit, std::int64_t bulk, ItemResult const& result);
std::vector<BulkRow> done_items(View const& view, std::int64_t bulk);
/// The tag that a bulk act gave; empty for others.
std::string bulk_tag(View const& view, std::int64_t bulk);
void mark_undone(Unit& unit, std::int64_t bulk);
/// Events of the case that came after that one.
std::vector<EventId> events_since(View const& view, CaseId id, EventId last);

}  // namespace cityhall
