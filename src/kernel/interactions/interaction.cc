#include "kernel/interactions/interaction.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "kernel/interactions/interaction_rows.h"
#include "kernel/parties/party.h"

namespace cityhall {
namespace {

constexpr std::size_t note_max = 4000;

void check_open(Unit& unit, Interaction const& contact) {
  require(unit.actor, "contact.handle");
  if (contact.ended)
    throw conflict("interaction.ended", _("This contact has ended already."), _("Start a new one for whoever is with you now."));
}

Json told(Interaction const& contact) {
  return {{"interaction", to_text(contact.id)},
          {"channel", to_text(contact.channel)},
          {"queue", contact.queue},
          {"agent", to_text(contact.agent)}};
}

}  // namespace

std::span<WrapUp const> wrap_ups() {
  static std::array<WrapUp, 9> const all{{{"answered", _("Question answered"), true},
                                          {"request_made", _("Request made"), true},
                                          {"status_given", _("Told how a request stands"), true},
                                          {"referred", _("Sent to another body"), true},
                                          {"call_back", _("Will be called back"), false},
                                          {"transferred", _("Handed to a colleague"), false},
                                          {"unresolved", _("Not settled"), false},
                                          {"abandoned", _("Gave up before we answered"), false},
                                          {"wrong_number", _("Wrong number, or nobody there"), false}}};
  return all;
}

WrapUp const* wrap_up_from(std::string_view code) {
  auto const all = wrap_ups();
  auto const found = std::find_if(all.begin(), all.end(), [&](WrapUp const& each) { return each.code == code; });
  return found == all.end() ? nullptr : &*found;
}

std::string contact_key(std::string_view contact) {
  contact = trim(contact);
  return contact.find('@') != std::string_view::npos ? to_lower_ascii(contact) : normal_phone(contact);
}

InteractionId begin_interaction(Unit& unit, NewInteraction const& fresh) {
  require(unit.actor, "contact.handle");
  if (!fresh.external_id.empty())
    if (auto const known = interactions_store::find(unit.tx, fresh.external_id)) return known->id;
  if (fresh.incoming)
    if (auto const known = interactions_store::find_open(unit.tx, fresh.incoming)) return known->id;
  Interaction contact{.id = unit.city.ids().make<InteractionId>(),
                      .channel = fresh.channel,
                      .started = unit.now,
                      .queue = fresh.queue,
                      .party = fresh.party,
                      .incoming = fresh.incoming,
                      .external_id = fresh.external_id,
                      .language = fresh.language,
                      .caller_name = shorten(trim(fresh.caller_name), 120),
                      .caller_contact = shorten(trim(fresh.caller_contact), 254)};
  if (unit.actor.kind == ActorKind::staff) {
    contact.agent = unit.actor.account;
    contact.taken = unit.now;
  }
  interactions_store::put(unit.tx, contact);
  append(unit, "interaction.started", {.party_id = contact.party}, told(contact));
  return contact.id;
}

Interaction interaction_by_id(View const& view, InteractionId id) {
  require(view.actor, "contact.handle");
  auto contact = interactions_store::find(view.reader, id);
  if (!contact) throw not_found(_("There is no such contact."));
  return std::move(*contact);
}

void set_caller(Unit& unit, Interaction& contact, NewInteraction const& caller) {
  check_open(unit, contact);
  contact.caller_name = shorten(trim(caller.caller_name), 120);
  contact.caller_contact = shorten(trim(caller.caller_contact), 254);
  if (!caller.language.empty()) contact.language = caller.language;
  if (caller.party) contact.party = caller.party;
  interactions_store::put(unit.tx, contact);
}

void check_holder(View const& view, Interaction const& contact) {
  bool const is_others = contact.taken && contact.agent && contact.agent != view.actor.account;
  if (!is_others || view.actor.may("contact.figures")) return;
  throw conflict("interaction.held", _("{name} talks to this person.").with("name", agent_name(view, contact.agent)),
                 _("Ask them, or a manager, to hand it on."));
}

void take(Unit& unit, Interaction& contact) {
  check_open(unit, contact);
  if (contact.agent == unit.actor.account && contact.taken) return;
  if (contact.taken) {
    throw conflict("interaction.taken", _("{name} has taken this already.").with("name", agent_name(view_of(unit), contact.agent)),
                   _("Take the next one."));
  }
  contact.agent = unit.actor.account;
  contact.taken = unit.now;
  interactions_store::put(unit.tx, contact);
  append(unit, "interaction.taken", {.party_id = contact.party}, told(contact));
}

void transfer(Unit& unit, Interaction& contact, std::string_view queue, std::string_view context) {
  check_open(unit, contact);
  if (trim(queue).empty()) throw invalid_fields({{"queue", "required", _("Choose a queue.")}});
  contact.queue = trim(queue);
  contact.agent = {};
  contact.taken.reset();
  if (auto const words = trim(context); !words.empty()) {
    if (!contact.note.empty()) contact.note += '\n';
    contact.note = shorten(contact.note + unit.actor.name + ": " + std::string{words}, note_max);
  }
  interactions_store::put(unit.tx, contact);
  append(unit, "interaction.transferred", {.party_id = contact.party}, told(contact));
}

void hand_to_person(Unit& unit, Interaction& contact, HandOver const& to) {
  check_open(unit, contact);
  if (!contact.with_machine()) return;
  if (contact.channel == Channel::ivr) contact.channel = Channel::phone;
  contact.queue = to.queue;
  contact.topic = to.topic;
  contact.note = shorten(to.context, note_max);
  interactions_store::put(unit.tx, contact);
  append(unit, "interaction.waiting", {.party_id = contact.party}, told(contact));
}

void keep_draft(Unit& unit, Interaction& contact, std::string draft) {
  check_open(unit, contact);
  contact.draft = std::move(draft);
  interactions_store::put(unit.tx, contact);
}

void link_case(Unit& unit, Interaction& contact, CaseId case_id, std::string_view service) {
  check_open(unit, contact);
  contact.case_id = case_id;
  contact.topic = service;
  interactions_store::put(unit.tx, contact);
}

void end(Unit& unit, Interaction& contact, std::string_view wrap_up, std::string_view note) {
  check_open(unit, contact);
  if (wrap_up_from(wrap_up) == nullptr) throw invalid_fields({{"wrap_up", "required", _("Say how the contact ended.")}});
  contact.wrap_up = wrap_up;
  contact.ended = unit.now;
  if (auto const words = trim(note); !words.empty()) {
    if (!contact.note.empty()) contact.note += '\n';
    contact.note = shorten(contact.note + std::string{words}, note_max);
  }
  interactions_store::put(unit.tx, contact);
  auto data = told(contact);
  data["wrap_up"] = contact.wrap_up;
  append(unit, "interaction.ended", {.case_id = contact.case_id, .party_id = contact.party}, data);
}

}  // namespace cityhall
