#include "services/api/contacts.h"

#include "base/refusal.h"
#include "kernel/cases/case.h"
#include "kernel/parties/party.h"
#include "services/api/words.h"

namespace cityhall {

using namespace web;

namespace {

std::vector<std::string> wrap_up_codes() {
  std::vector<std::string> codes;
  for (auto const& wrap_up : wrap_ups()) codes.emplace_back(wrap_up.code);
  return codes;
}

std::string state_of(Interaction const& contact) {
  return contact.ended ? "ended" : contact.taken ? "taken" : contact.with_machine() ? "with_machine" : "waiting";
}

std::string_view state_of(CallBack const& call) {
  switch (call.state) {
    case CallBackState::waiting: return "waiting";
    case CallBackState::taken: return "taken";
    case CallBackState::done: return "done";
    default: return "given_up";
  }
}

}  // namespace

Record<Interaction> const& answer_record(Interaction const*) {
  using I = Interaction;
  static Record<I> const record{
      "Interaction",
      {member("id", &I::id), told<I>("channel", [](I const& contact) { return std::string{to_text(contact.channel)}; }),
       told<I>("state", [](I const& contact) { return state_of(contact); }).one_of({"with_machine", "waiting", "taken", "ended"}),
       member("started_at", &I::started), member("taken_at", &I::taken), member("ended_at", &I::ended), member("agent", &I::agent),
       member("queue", &I::queue), member("wrap_up", &I::wrap_up).says("Empty until it ended."), member("party", &I::party),
       member("case", &I::case_id), member("topic", &I::topic).says("The service that it was about."), member("language", &I::language),
       member("caller_name", &I::caller_name), member("caller_contact", &I::caller_contact).says("A number or an e-mail address."),
       member("note", &I::note)}};
  return record;
}

Record<CallBack> const& answer_record(CallBack const*) {
  using C = CallBack;
  static Record<C> const record{
      "CallBack",
      {member("id", &C::id),
       told<C>("state", [](C const& call) { return std::string{state_of(call)}; }).one_of({"waiting", "taken", "done", "given_up"}),
       member("created_at", &C::created), member("not_before", &C::next), member("ended_at", &C::ended), member("agent", &C::agent),
       member("queue", &C::queue), member("attempts", &C::attempts), member("interaction", &C::interaction),
       member("language", &C::language), member("name", &C::name), member("phone", &C::phone), member("reason", &C::reason)}};
  return record;
}

namespace api {
namespace {

InteractionId interaction_in(Call const& call) { return InteractionId{parse_id(call.path_value("interaction"))}; }
CallBackId call_back_in(Call const& call) { return CallBackId{parse_id(call.path_value("callback"))}; }

ListPage<Interaction> list_interactions(Call& call, InteractionQuery const& query) {
  auto const most = static_cast<std::size_t>(query.limit);
  if (query.party || !query.contact.empty()) return {.items = interactions_of(call.view(), query.party, query.contact, most)};
  if (!query.text.empty()) return {.items = find_interactions(call.view(), query.text, most)};
  return {.items = open_interactions(call.view(), most)};
}

Interaction show_interaction(Call& call) { return interaction_by_id(call.view(), interaction_in(call)); }

Created<Interaction> create_interaction(Call& call, InteractionBody const& body) {
  if (body.party && !party_by_id(call.view(), body.party)) throw invalid_fields({{"party", "unknown", _("There is no such party.")}});
  auto unit = call.unit();
  auto const id = begin_interaction(unit, {.channel = channel_from(body.channel),
                                           .caller_name = body.caller_name,
                                           .caller_contact = body.caller_contact,
                                           .language = body.language,
                                           .queue = body.queue,
                                           .external_id = body.external_id,
                                           .party = body.party});
  return {interaction_by_id(view_of(unit), id), "/api/v1/interactions/" + to_text(id)};
}

/// Loads the contact that the path names, does the verb, and answers it as it is then. What a colleague holds is theirs.
template <class Verb>
Interaction change_interaction(Call& call, Verb&& verb) {
  auto contact = show_interaction(call);
  auto unit = call.unit();
  verb(unit, contact);
  return interaction_by_id(view_of(unit), contact.id);
}

Interaction create_taking(Call& call) {
  return change_interaction(call, [](Unit& unit, Interaction& contact) { take(unit, contact); });
}
Interaction create_transfer(Call& call, TransferBody const& body) {
  return change_interaction(call, [&](Unit& unit, Interaction& contact) {
    check_holder(call.view(), contact);
    transfer(unit, contact, body.queue, body.context);
  });
}
Interaction change_interaction_case(Call& call, LinkBody const& body) {
  auto const report = case_by_number(call.view(), body.number);
  return change_interaction(call, [&](Unit& unit, Interaction& contact) {
    check_holder(call.view(), contact);
    link_case(unit, contact, report.id, report.service);
  });
}
Interaction create_wrap_up(Call& call, WrapUpBody const& body) {
  return change_interaction(call, [&](Unit& unit, Interaction& contact) {
    check_holder(call.view(), contact);
    end(unit, contact, body.wrap_up, body.note);
  });
}

ListPage<CallBack> list_call_backs(Call& call) { return {.items = open_call_backs(call.view(), 200)}; }
CallBack show_call_back(Call& call) { return call_back_by_id(call.view(), call_back_in(call)); }

Created<CallBack> create_call_back(Call& call, CallBackBody const& body) {
  if (body.interaction) interaction_by_id(call.view(), body.interaction);
  auto unit = call.unit();
  auto const id = ask_call_back(unit, {.name = body.name,
                                       .phone = body.phone,
                                       .reason = body.reason,
                                       .queue = body.queue,
                                       .language = body.language,
                                       .not_before = body.not_before,
                                       .interaction = body.interaction,
                                       .external_id = body.external_id});
  return {call_back_by_id(view_of(unit), id), "/api/v1/call-backs/" + to_text(id)};
}

CallBack create_call_back_taking(Call& call) {
  auto asked = show_call_back(call);
  auto unit = call.unit();
  take(unit, asked);
  return call_back_by_id(view_of(unit), asked.id);
}
CallBack create_attempt(Call& call, AttemptBody const& body) {
  auto asked = show_call_back(call);
  auto unit = call.unit();
  note_attempt(unit, asked, body.reached);
  return call_back_by_id(view_of(unit), asked.id);
}

}  // namespace

Record<InteractionQuery> const& body_record(InteractionQuery const*) {
  using Q = InteractionQuery;
  static Record<Q> const record{
      "",
      {member("party", &Q::party).says("Contacts of this person."), member("contact",
          &Q::contact).most(254).says("A number or an address."),
       member("text", &Q::text).most(200).says("Begins a name, or is a number or an address."), limit_member<Q>()}};
  return record;
}
Record<InteractionBody> const& body_record(InteractionBody const*) {
  using B = InteractionBody;
  static Record<B> const record{
      "NewInteraction",
      {member("channel", &B::channel).one_of(channel_words()), member("caller_name", &B::caller_name).most(200),
       member("caller_contact", &B::caller_contact).most(254), member("language", &B::language).most(20),
       member("queue", &B::queue).most(80).says("Where it waits."),
       member("external_id", &B::external_id).most(200).says("A second one with the same is the first again."), member("party",
       &B::party)}};
  return record;
}
Record<TransferBody> const& body_record(TransferBody const*) {
  static Record<TransferBody> const record{
      "Transfer",
      {member("queue", &TransferBody::queue).required().least(1).most(80),
       member("context", &TransferBody::context).lines().most(2000).says("For whoever takes it.")}};
  return record;
}
Record<LinkBody> const& body_record(LinkBody const*) {
  static Record<LinkBody> const record{"LinkedCase", {member("number", &LinkBody::number).required().least(1).most(40)}};
  return record;
}
Record<WrapUpBody> const& body_record(WrapUpBody const*) {
  static Record<WrapUpBody> const record{"WrapUp",
                                         {member("wrap_up", &WrapUpBody::wrap_up).required().one_of(wrap_up_codes()),
                                          member("note", &WrapUpBody::note).lines().most(2000)}};
  return record;
}
Record<CallBackBody> const& body_record(CallBackBody const*) {
  using B = CallBackBody;
  static Record<B> const record{
      "NewCallBack",
      {member("name", &B::name).most(200), member("phone", &B::phone).required().least(1).most(40),
       member("reason", &B::reason).lines().most(1000), member("queue", &B::queue).most(80), member("language", &B::language).most(20),
       member("not_before", &B::not_before), member("interaction", &B::interaction),
       member("external_id", &B::external_id).most(200).says("A second one with the same is the first again.")}};
  return record;
}
Record<AttemptBody> const& body_record(AttemptBody const*) {
  static Record<AttemptBody> const record{"Attempt", {member("reached", &AttemptBody::reached).required()}};
  return record;
}

std::vector<Route> contact_routes() {
  using enum Method;
  constexpr std::string_view group = "Contact center";
  constexpr std::string_view may = "contact.handle";
  return {
      endpoint<list_interactions>(GET, "/api/v1/interactions", may,
                                  {group, _("Contacts with people"),
                                      "Without a filter: those that have not ended, the longest waiting first."}),
      endpoint<create_interaction>(POST, "/api/v1/interactions", may, {group, _("Begin a contact")}),
      endpoint<show_interaction>(GET, "/api/v1/interactions/{interaction}", may, {group, _("One contact")}),
      endpoint<create_taking>(POST, "/api/v1/interactions/{interaction}/taking", may, {group, _("Take a contact that waits")}),
      endpoint<create_transfer>(POST, "/api/v1/interactions/{interaction}/transfer", may, {group, _("Hand a contact to another queue")}),
      endpoint<change_interaction_case>(PUT, "/api/v1/interactions/{interaction}/case", may,
                                        {group, _("Say which request a contact is about")}),
      endpoint<create_wrap_up>(POST, "/api/v1/interactions/{interaction}/end", may, {group, _("End a contact")}),
      endpoint<list_call_backs>(GET, "/api/v1/call-backs", may, {group, _("People who want to be called")}),
      endpoint<create_call_back>(POST, "/api/v1/call-backs", may, {group, _("Ask for a call-back")}),
      endpoint<show_call_back>(GET, "/api/v1/call-backs/{callback}", may, {group, _("One call-back")}),
      endpoint<create_call_back_taking>(POST, "/api/v1/call-backs/{callback}/taking", may, {group, _("Take a call-back")}),
      endpoint<create_attempt>(POST, "/api/v1/call-backs/{callback}/attempts", may, {group, _("Note an attempt to call")})};
}

}  // namespace api
}  // namespace cityhall
