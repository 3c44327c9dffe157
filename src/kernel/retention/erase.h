#pragma once
// A person who wants to be forgotten: what goes, what must stay and why. The city's own record of what was done stays without the person.

#include <string>
#include <vector>

#include "kernel/unit.h"

namespace cityhall {

/// What becomes of a request that the person reported.
enum class Erasure { forgets, is_open, is_held, has_open_work, is_talked_about };

struct ErasurePlan {
  struct Report {
    CaseId id{};
    std::string number{};
    std::string service{};
    Erasure what = Erasure::forgets;
  };
  std::vector<Report> reports{};  // newest first
  std::size_t followed = 0;       // requests of others
  std::size_t held_elsewhere = 0;  // requests of others that are on hold and say something about the person: that stays
  std::size_t subscriptions = 0;
  std::size_t contacts = 0;    // calls, visits, messages
  std::size_t talks = 0;       // of these: not over
  std::size_t call_backs = 0;  // that wait: somebody must be able to call
  std::size_t being_sent = 0;  // mails and text messages on their way just now
  std::size_t accounts = 0;  // of a resident
  bool held = false;         // a hold is on the person: nothing goes
  bool is_staff = false;     // the account of a member of staff stays
  std::size_t count(Erasure what) const;
  /// Something is not over or on hold: the rest of the wish is done later.
  bool waits() const;
  /// The person's name and addresses stay.
  bool keeps_person() const;
};
/// Needs `records.erase`. Throws not_found for nobody.
ErasurePlan erasure_plan(View const& view, PartyId party);

/// Does what the plan says, in this unit. Requests that are closed lose the person, what they wrote and the photos that they sent; the rest
/// stays. What must wait is done by itself when it is closed (`forget_waiting`). Appends `person.erased` with counts. Needs
/// `records.erase`. Throws Refusal(conflict, "erasure.held").
ErasurePlan erase_person(Unit& unit, PartyId party);
/// For modules that keep something by address or number: those that `person.erased` took away, folded; given once.
std::vector<std::string> take_erased_contacts(Unit& unit, EventId erased);
/// Job: those whose requests, contacts or call-backs were open, or on hold, when they asked.
void forget_waiting(City& city);

}  // namespace cityhall
