#include "services/contact/talks.h"

#include "base/text.h"
#include "kernel/cases/actions.h"
#include "services/contact/script.h"

namespace cityhall {
namespace {

/// Nothing when there is none, or a colleague has dealt with it.
std::optional<Incoming> open_message(Unit& unit, Interaction const& contact) {
  if (!contact.incoming) return std::nullopt;
  auto message = incoming_by_id(view_of(unit), contact.incoming);
  return message.ended ? std::nullopt : std::optional{std::move(message)};
}

std::string sender_of(Incoming const& message) {
  if (message.sender_name.empty()) return message.sender_contact;
  return message.sender_contact.empty() ? message.sender_name : message.sender_name + " (" + message.sender_contact + ")";
}

}  // namespace

std::string talk_path(InteractionId id) { return "/desk/contact/" + to_text(id); }

/// What the caller is known by goes into the fields of the script.
std::string draft_of_caller(NewInteraction const& caller, Party const* party, std::string_view words) {
  web::Parameters typed;
  auto const is_email = caller.caller_contact.find('@') != std::string::npos;
  auto const email = party != nullptr && !party->email.empty() ? party->email : is_email ? caller.caller_contact : std::string{};
  auto const phone = party != nullptr && !party->phone.empty() ? party->phone : is_email ? std::string{} : caller.caller_contact;
  typed.add(std::string{script_field::caller_name}, caller.caller_name);
  typed.add(std::string{script_field::caller_phone}, phone);
  typed.add(std::string{script_field::caller_email}, email);
  typed.add(std::string{script_field::caller_language}, caller.language);
  typed.add(std::string{script_field::words}, std::string{words});
  return web::to_urlencoded(typed);
}

InteractionId begin_contact(Call& call, NewInteraction fresh, std::string_view words) {
  auto unit = call.unit();
  auto const party = fresh.party ? party_by_id(call.view(), fresh.party) : std::nullopt;
  if (party) {
    fresh.caller_name = party->name;
    fresh.caller_contact = party->phone.empty() ? party->email : party->phone;
    fresh.language = party->language;
  }
  if (fresh.language.empty()) fresh.language = call.language;
  auto const id = begin_interaction(unit, fresh);
  auto contact = interaction_by_id(call.view(), id);
  keep_draft(unit, contact, draft_of_caller(fresh, party ? &*party : nullptr, words));
  return id;
}

void settle_message(Unit& unit, Interaction const& contact, CaseId case_id) {
  if (auto message = open_message(unit, contact)) settle(unit, *message, case_id);
}

void put_message_onto(Unit& unit, Interaction const& contact, Case& report) {
  auto message = open_message(unit, contact);
  if (!message) return;
  auto const text = message->subject.empty() ? message->body : message->subject + "\n\n" + message->body;
  add_message(unit, report, {.channel = contact.channel, .from = sender_of(*message), .text = text, .files = message->files});
  settle(unit, *message, report.id);
}

void end_contact(Unit& unit, Interaction& contact, std::string_view wrap_up, std::string_view note) {
  end(unit, contact, wrap_up, note);
  if (wrap_up == "unresolved" || !contact.incoming) return;
  if (!contact.case_id) return settle_message(unit, contact, {});
  auto report = load_case(view_of(unit), contact.case_id);
  put_message_onto(unit, contact, report);
}

}  // namespace cityhall
