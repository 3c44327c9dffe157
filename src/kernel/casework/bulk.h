#pragma once
// One act on many cases: looked at before, done as one, undone as one for some minutes. Mails wait until it cannot be undone any more.

#include <optional>
#include <string>
#include <vector>

#include "base/message.h"
#include "kernel/cases/actions.h"

namespace cityhall {

inline constexpr std::chrono::minutes bulk_undo_time{10};
inline constexpr std::size_t bulk_cases_most = 500;

enum class BulkKind { assign, reply, close, tag, priority };
std::string_view to_text(BulkKind kind);
/// Nothing for an unknown word.
std::optional<BulkKind> bulk_kind_from(std::string_view word);

struct BulkAct {
  BulkKind kind = BulkKind::assign;
  Assignment to{};
  std::string message{};  // of a reply or closure
  std::string outcome{};  // of a closure
  std::string tag{};
  int priority = 3;
};

/// Why the act cannot be done to this case; nothing when it can.
std::optional<Message> obstacle_to(View const& view, BulkKind kind, Case const& report);

/// Does it to each case that allows it; the others are kept with the reason. Appends `bulk.done` and what the acts append. Gives the id
/// for undoing. Throws Refusal as the single verb does when no case at all can take it, and for more than bulk_cases_most.
std::int64_t do_bulk(Unit& unit, BulkAct const& act, std::vector<CaseId> const& cases);

enum class BulkOutcome { done, refused, undone, kept };
struct BulkItem {
  CaseId id{};
  std::string number{};
  BulkOutcome outcome = BulkOutcome::done;
  std::string reason{};  // in English; empty unless refused or kept
};
struct BulkRecord {
  std::int64_t id = 0;
  BulkKind kind = BulkKind::assign;
  std::string by{};
  AccountId account{};
  Time done_at{};
  Time undo_until{};
  std::optional<Time> undone_at{};
  std::vector<BulkItem> items{};
};
/// Needs `issues.read`. Throws not_found.
BulkRecord bulk_record(View const& view, std::int64_t id);
/// Puts every case back that nobody has changed since, by verbs that stand in its history; nobody gets a mail. Only who did it, and only
/// in time. Appends `bulk.undone`.
void undo_bulk(Unit& unit, std::int64_t id);

}  // namespace cityhall
