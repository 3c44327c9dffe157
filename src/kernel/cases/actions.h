#pragma once
// The verbs of a case. Each takes the case as it was read, checks, writes rows, appends its event and brings the case up to date in place.
// A form carries the revision that its reader saw: `expect_revision` refuses when somebody was faster.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/cases/case.h"

namespace cityhall {

/// Throws Refusal(conflict, "case.changed") that says who did what meanwhile. A revision of 0 expects nothing.
void expect_revision(View const& view, Case const& report, std::int64_t revision);

/// What an action or closure is given along.
struct ActionFields {
  std::string comment{};  // public, to the reporter
  std::string outcome{};  // "fixed", "duplicate", …
  std::vector<FileId> files{};
  CrewId crew{};               // for an action that makes a work order; 0: whoever covers the queue
  std::string duplicate_of{};  // number of the case that stays
};

/// An action of the workflow as the actor may take it now.
struct OfferedAction {
  std::string id{};
  std::string label{};
  std::vector<std::string> need{};
  std::string to{};   // state
  bool ends = false;  // leads to a closed state
};
/// What the actor may do to the case now: state, role, guard and time allow it.
std::vector<OfferedAction> actions_of(View const& view, Case const& report, std::string_view language);

/// Takes an action of the workflow. Appends `case.state_changed`, and with it `case.closed`, `case.reopened`, `task.created` where it leads
/// there. Throws Refusal: conflict "case.action_unavailable" in this state or too late, forbidden for this role, invalid for something
/// missing.
void act(Unit& unit, Case& report, std::string_view action, ActionFields const& fields = {});
/// An event of the workflow's `on` ("work-order-done", "paid"). False when the state does not wait for it.
bool advance(Unit& unit, Case& report, std::string_view event, ActionFields const& fields = {});
/// Staff with `issues.close` close from every state: by the action that fits, else to the first end state. Appends `case.closed`.
void close(Unit& unit, Case& report, ActionFields const& fields);
/// By the reporter within the definition's time, by staff with `issues.close` always. Appends `case.reopened`.
void reopen(Unit& unit, Case& report, std::string_view why);

struct Assignment {
  std::string queue{};   // empty: stays
  AccountId assignee{};  // 0: nobody
};
/// Appends `case.assigned`. Needs `issues.triage`.
void assign(Unit& unit, Case& report, Assignment const& to);
/// The wrong service was chosen: answers that fit are kept, the case is routed anew and gets a new due time counted from its opening.
/// Appends `case.service_changed`. Needs `issues.triage`.
void change_service(Unit& unit, Case& report, std::string_view service);
/// Appends `case.priority_changed`; a due time that depends on the priority moves. Needs `issues.triage`.
void set_priority(Unit& unit, Case& report, int priority);
/// A public message to the reporter. Appends `case.replied`. Needs `issues.reply`.
void reply(Unit& unit, Case& report, std::string_view message, std::vector<FileId> const& files = {});
/// The reporter adds something. Appends `case.reporter_wrote`.
void write_as_reporter(Unit& unit, Case& report, std::string_view message, std::vector<FileId> const& files = {});
/// What somebody told us about a case beside its own thread: a voicemail, a text message, a mail from another address.
struct HeardMessage {
  Channel channel = Channel::email;
  std::string from{};  // "Kim Lee (kim@example.org)"
  std::string text{};
  std::vector<FileId> files{};
};
/// Nobody has proved who wrote it: staff alone see words and photos, and decide what is answered and shown. Appends
/// `case.message_received`. Needs `contact.handle`.
void add_message(Unit& unit, Case& report, HeardMessage const& message);
/// For staff only. Appends `case.noted`. Needs `issues.read`.
void note(Unit& unit, Case& report, std::string_view text);
/// Makes a work order; 0: the crew that covers. Appends `task.created`. Needs `issues.dispatch`.
TaskId make_work_order(Unit& unit, Case& report, CrewId crew = {}, std::string_view what = {});
/// Shows a photo again wherever its services show photos, or hides it from everybody but staff, also behind addresses that somebody kept.
/// Appends `file.screened`. Needs `issues.screen`.
void show_photo(Unit& unit, FileId file, bool everyone);
/// Appends `case.file_added`.
void attach(Unit& unit, Case& report, CaseFile const& file);

/// Tells this party, too. The same party twice is once. Appends `case.followed`.
void follow(Unit& unit, CaseId case_id, PartyId party, std::string_view language);
void unfollow(Unit& unit, CaseId case_id, PartyId party);
struct Follower {
  PartyId party{};
  std::string language{};
};
std::vector<Follower> followers_of(View const& view, CaseId case_id);

/// An update that another system sends about one of our cases (two-way Open311).
struct OutsideUpdate {
  std::string source{};     // API key or endpoint
  std::string update_id{};  // unique within the source
  std::string status{};     // extended status: open, closed, fixed, in_progress, …; empty: a comment only
  std::string description{};
  Time at{};
  NewParty by{};
  std::vector<FileId> files{};
  bool in_confidence = false;  // came by mail, which anybody can forge: for staff alone, and changes no state
};
struct OutsideAnswer {
  NoteId update{};  // ours
  bool repeated = false;
};
/// Whether an extended status of two-way Open311 means that the work has ended.
bool means_the_end(std::string_view status);
/// Appends `case.updated_from_outside` and what follows from the status. Sent again under the same id: the first answer, nothing done.
OutsideAnswer update_from_outside(Unit& unit, Case& report, OutsideUpdate const& update);

/// Known from now on without any effect: what it says came from us.
void know_update(Unit& unit, CaseId case_id, OutsideUpdate const& update);

/// Job: timed transitions (`after`), and `case.overdue` once for each due time that passed. Gives how many cases moved or were flagged.
std::size_t move_time(City& city);

}  // namespace cityhall
