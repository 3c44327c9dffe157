#pragma once
// Questions that a case puts to its definition. All pure; none throws on odd answers, which simply count as unknown.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/calendar/business_calendar.h"
#include "kernel/definitions/definition.h"
#include "kernel/definitions/facts.h"

namespace cityhall {

/// In the order of the file; without those whose condition is false or unknown, or whose channels leave out `channel` (empty: every
/// channel).
std::vector<Question const*> visible_questions(Definition const& definition, Facts const& facts, std::string_view channel = {});
/// The options of a question that can be chosen now.
std::vector<AnswerOption const*> visible_options(Question const& question, Facts const& facts);
/// The documents that are wanted now.
std::vector<Document const*> wanted_documents(Definition const& definition, Facts const& facts);
/// The steps of the work that are wanted now; empty: one work order is all.
std::vector<WorkStep const*> wanted_steps(Definition const& definition, Facts const& facts);
/// The reviews and inspections that are wanted now.
std::vector<Review const*> wanted_reviews(Definition const& definition, Facts const& facts);
std::vector<Inspection const*> wanted_inspections(Definition const& definition, Facts const& facts);
/// Why this cannot be applied for; empty: it can.
std::vector<LocalText const*> reasons_to_deny(Definition const& definition, Facts const& facts);

struct Routing {
  std::string queue{};    // "streets/north"; the owner when no rule fits or the zone is unknown
  std::string handoff{};  // not ours: the body that is told
  std::string owner{};    // department
  bool dispatch = false;  // make a work order and give it to the crew that covers the queue, at once
};
/// The first rule whose condition holds and whose places to fill in are all known.
Routing route(Definition const& definition, Facts const& facts);
/// Fills "streets/{where.district}"; nothing when a part is unknown.
std::optional<std::string> fill_in(FilledText const& text, Facts const& facts);
/// 1 (most urgent) to 5; 3 when no rule fits.
int priority(Definition const& definition, Facts const& facts);
/// Due how long after the state is entered; nothing when the state has no due time. A priority without an entry of its own takes that of
/// the next less urgent one, else of the least urgent one.
std::optional<Period> sla(State const& state, int priority);

/// Who asks, and when. `entered` is when the case came into its state.
struct ActionMoment {
  std::span<std::string const> roles;
  Time entered;
  Time now;
  BusinessCalendar const& calendar;
};
/// The actions of the state that these roles may take now: guard true, window open.
std::vector<Action const*> allowed_actions(State const& state, Facts const& facts, ActionMoment const& moment);
/// What the public sees of a state, in words: its label, else its public name.
std::string_view public_label(State const& state, std::string_view language);
/// Values for `publish.map`: (column, value as text; empty when unknown).
std::vector<std::pair<std::string, std::string>> published_values(Definition const& definition, Facts const& facts);

}  // namespace cityhall
