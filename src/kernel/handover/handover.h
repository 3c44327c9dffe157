#pragma once
// A case in the hands of an outside body: what was sent, what came back. The sending itself is services/handover.

#include <optional>
#include <string>
#include <vector>

#include "kernel/cases/case.h"
#include "kernel/events/event.h"
#include "kernel/handover/partner.h"

namespace cityhall {

using HandoverId = Id<struct HandoverTag>;

enum class HandoverState { waiting, sent, failed, ended };
std::string_view to_text(HandoverState state);

struct Handover {
  HandoverId id{};
  CaseId case_id{};
  PartnerId partner{};
  std::string partner_name{};
  HandoverState state = HandoverState::waiting;
  std::string their_id{};
  std::string token{};
  std::string reference{};  // "SR-27-000123/k3fh2p9q"
  Time made_at{};
  std::string made_by{};
};
struct LogLine {
  Time at{};
  std::string what{};
  std::string detail{};
};

/// Hands the case over; it is sent after the commit. By mail at once. Appends `case.handed_over`. Needs `issues.triage`.
/// Throws Refusal: conflict "handover.doubled", "case.already_closed", invalid for a partner that does not take the service.
HandoverId hand_over(Unit& unit, Case& report, PartnerId to, std::string_view message = {});
/// Ends it on our side: nothing more is sent or taken. Appends `case.taken_back`. Needs `issues.triage`.
void take_back(Unit& unit, Case& report, HandoverId id);

std::vector<Handover> handovers_of(View const& view, CaseId id);
/// The one that a text of theirs names; nothing for a reference that is not ours.
std::optional<Handover> handover_by_reference(View const& view, std::string_view reference);
std::vector<LogLine> handover_log(View const& view, HandoverId id);
/// How often the partner was heard about it since then.
int heard_since(View const& view, HandoverId id, Time since);
void log_handover(Unit& unit, HandoverId id, std::string_view what, std::string_view detail = {});

/// Consumer: what happens to a case that is handed over is told to the partner, except what the partner told us.
void tell_partners(Unit& unit, Event const& event);
/// Who acts when a partner's update is applied.
Actor partner_actor(Partner const& partner);

}  // namespace cityhall
