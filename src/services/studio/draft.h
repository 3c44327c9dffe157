#pragma once
// A service that is being written: kept after every save, seen by nobody but staff until it is published.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_fwd.h"
#include "kernel/definitions/definition.h"
#include "kernel/unit.h"

namespace cityhall::studio {

using DraftId = Id<struct ServiceDraftTag>;

enum class DraftState { open, discarded, published };

struct Draft {
  DraftId id{};
  std::string service{};  // the id that stands in the file
  int base_version = 0;   // the published version that it started from; 0: none
  std::int64_t revision = 1;
  std::string json{};  // canonical
  DraftState state = DraftState::open;
  Time begun{};
  AccountId begun_by{};
  Time saved{};
  AccountId saved_by{};
  std::optional<Time> publish_at{};  // goes live by itself
  AccountId publish_by{};
  std::string fault{};  // English: why it did not go live by itself
};

/// What a draft said before.
struct DraftRevision {
  std::int64_t revision = 0;
  Time saved{};
  AccountId saved_by{};
};

/// Each verb needs `studio.edit`; publishing needs `admin.services` as well.
/// From the newest version of a service: goes on with the draft that is open for it. Appends `draft.begun`. Throws Refusal not_found.
DraftId begin_from(Unit& unit, std::string_view service);
/// A copy of a service under another id, which is free. Appends `draft.begun`.
DraftId begin_copy(Unit& unit, std::string_view service, std::string_view new_id);
/// The least that a service must have. Appends `draft.begun`.
DraftId begin_blank(Unit& unit, std::string_view new_id);

/// Keeps the file in its canonical print as the next revision; nothing when it says the same. Appends `draft.saved`. The caller has brought
/// it together with what others saved. Throws Refusal: conflict when the draft is not open.
void keep(Unit& unit, Draft const& draft, Json const& file);
/// Back to an earlier revision, as a new one.
void go_back(Unit& unit, Draft const& draft, std::int64_t revision);
/// Appends `draft.discarded`, `draft.restored`.
void discard(Unit& unit, Draft const& draft);
void restore(Unit& unit, Draft const& draft);

/// The next version of the service. Appends what publish_definition() appends, and `draft.published`. Throws Refusal: conflict
/// "draft.behind" when another version was published since the draft was begun, unless `over` names it; what publish_definition() throws.
DefinitionPtr publish(Unit& unit, Draft const& draft, int over);
/// At that time, or (nothing) not by itself any more. Appends `draft.scheduled`, `draft.unscheduled`.
void schedule(Unit& unit, Draft const& draft, std::optional<Time> at);
/// Job: publishes what is due. What is refused stays a draft, says why, and rings for who set the time.
void publish_due(City& city);

/// Job: forgets drafts that were published or thrown away ninety days ago.
void forget_drafts(City& city);

/// Throws Refusal not_found.
Draft draft_by_id(View const& view, DraftId id);
/// The latest saved first.
std::vector<Draft> drafts(View const& view, DraftState state, std::size_t most = 200);
/// Newest first.
std::vector<DraftRevision> revisions_of(View const& view, DraftId id, std::size_t most = 50);
/// What the draft said then. Throws Refusal not_found.
std::string source_of(View const& view, DraftId id, std::int64_t revision);
/// The newest version that was ever published; 0: none.
int newest_version(City& city, std::string_view service);

}  // namespace cityhall::studio
