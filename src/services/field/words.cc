#include "services/field/words.h"

#include <array>

#include "base/json.h"
#include "services/page/task_words.h"

namespace cityhall {
namespace {

constexpr std::array all_states{TaskState::assigned, TaskState::accepted, TaskState::en_route,  TaskState::started,
                                TaskState::paused,   TaskState::done,     TaskState::cancelled, TaskState::declined};
constexpr std::array all_kinds{OperationKind::accept, OperationKind::on_my_way, OperationKind::start, OperationKind::pause,
                               OperationKind::done,   OperationKind::note,      OperationKind::photo, OperationKind::decline,
                               OperationKind::check,  OperationKind::uncheck};

/// Sentences in braces are filled in by the script.
std::vector<std::pair<std::string_view, Message>> sentences() {
  return {{"connected", _("Connected")},
          {"offline", _("No connection")},
          {"sending", _("Sending…")},
          {"unsent_one", _("1 not sent yet")},
          {"unsent_many", _("{count} not sent yet")},
          {"all_sent", _("Everything is sent")},
          {"last_sync", _("Last sent {time}")},
          {"kept", _("Kept on this device. It is sent by itself as soon as there is a connection.")},
          {"sign_in", _("You are signed out. What you recorded is safe on this device; sign in to send it.")},
          {"sign_in_link", _("Sign in")},
          {"other_person", _("{count} recorded by {name} wait on this device. They are sent when {name} signs in here.")},
          {"full", _("This device has no space left. What was kept before is safe. Free some space, or go where there is a connection so "
                     "that it can be sent; then press the button again.")},
          {"map_ready", _("The map around this work is on this device.")},
          {"map_full", _("This device has too little space for the map; its pictures are here.")},
          {"no_store", _("This browser keeps nothing for later (private mode?). Stay connected while you work.")},
          {"not_sent", _("not sent yet")},
          {"tick_first", _("Tick this first: {items}.")},
          {"reason_first", _("Say why you hand it back. The dispatcher reads it.")},
          {"place_first", _("Say where it is: an address, your position, or a point on the map.")},
          {"position_wait", _("Looking for your position…")},
          {"position_none", _("This device does not tell its position. Write the address.")},
          {"photos_kept", _("The photos from before go along.")},
          {"reported", _("Reported as {number}.")},
          {"open_order", _("Open the work order")},
          {"change", _("Change")},
          {"kind_report", _("Found on the way")},
          {"refused", _("The city did not take this")},
          {"discard", _("Throw away")},
          {"discard_sure", _("Throw this away for good? The city never gets it.")},
          {"again", _("Try again")},
          {"conflict", _("A dispatcher looks at this")},
          {"photos_one", _("1 photo")},
          {"photos_many", _("{count} photos")},
          {"waiting_here", _("Waiting on this device")},
          {"sign_out_sure", _("{count} recorded here are not sent yet. They stay on this device until you sign in again. Sign out?")},
          {"push_on", _("Tell me about new work")},
          {"push_off", _("No longer tell me about new work")},
          {"push_denied", _("This browser does not allow messages from this site. You can allow them in its settings.")},
          {"install", _("Install on this device")}};
}

}  // namespace

// To the crew an assigned one is a new one.
Message work_state_words(TaskState state) { return state == TaskState::assigned ? _("New") : task_state_words(state); }

Message operation_words(OperationKind kind) {
  switch (kind) {
    case OperationKind::accept:
      return _("Accept");
    case OperationKind::on_my_way:
      return _("On my way");
    case OperationKind::start:
      return _("Start");
    case OperationKind::pause:
      return _("Pause");
    case OperationKind::done:
      return _("Done");
    case OperationKind::note:
      return _("Note");
    case OperationKind::photo:
      return _("Photo");
    case OperationKind::decline:
      return _("Hand back");
    case OperationKind::check:
      return _("Ticked");
    case OperationKind::uncheck:
      return _("No longer ticked");
  }
  return _("Note");
}

Message work_outcome_words(std::string_view outcome) {
  if (outcome == "not_found") return _("Nothing found");
  if (outcome == "not_ours") return _("Not the city's to fix");
  return _("Fixed");
}

std::string conflict_words(Call const& call, std::string const& why) {
  if (why.find("another crew") != std::string::npos) return call.text(_("The work order was given to another crew meanwhile."));
  if (why.find("was done") != std::string::npos) return call.text(_("The work order was finished already."));
  if (why.find("was cancelled") != std::string::npos) return call.text(_("The work order was canceled meanwhile."));
  if (why.find("was declined") != std::string::npos) return call.text(_("The work order was handed back already."));
  if (why.find("somebody else") != std::string::npos) return call.text(_("Somebody else started or paused the work meanwhile."));
  return why;
}

Message decision_words(ConflictDecision decision) {
  switch (decision) {
    case ConflictDecision::accepted:
      return _("Accepted by a dispatcher");
    case ConflictDecision::changed:
      return _("Accepted with changes by a dispatcher");
    case ConflictDecision::discarded:
      return _("Discarded by a dispatcher");
    case ConflictDecision::settled:
      return _("Settled by a dispatcher");
    case ConflictDecision::none:
      break;
  }
  return _("A dispatcher looks at this");
}

std::string tablet_words(Call const& call) {
  Json words = Json::object();
  for (auto const& [key, message] : sentences()) words[std::string{key}] = call.text(message);
  for (auto const state : all_states) words["state_" + std::string{to_text(state)}] = call.text(work_state_words(state));
  for (auto const kind : all_kinds) words["kind_" + std::string{to_text(kind)}] = call.text(operation_words(kind));
  return to_text(words);
}

}  // namespace cityhall
