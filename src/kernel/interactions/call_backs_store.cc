#include <array>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "kernel/interactions/call_back.h"
#include "kernel/parties/party.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

constexpr auto again_after = std::chrono::minutes{30};
constexpr std::array<std::string_view, 4> state_words{"waiting", "taken", "done", "given_up"};

std::string_view word_of(CallBackState state) { return state_words.at(static_cast<std::size_t>(state)); }

CallBackState state_from(std::string_view word) {
  for (std::size_t i = 0; i < state_words.size(); ++i)
    if (state_words.at(i) == word) return static_cast<CallBackState>(i);
  return CallBackState::waiting;
}

store::Query select_call_backs() {
  return store::Query{R"sql(SELECT id, state, created_at, next_at, ended_at, agent, queue, attempts, interaction_id, external_id, language,
                                   name, phone, reason FROM call_backs)sql"};
}

CallBack call_back_from(auto const& row) {
  return {.id = row.template get<CallBackId>(0),
          .state = state_from(row.template get<std::string>(1)),
          .created = row.template get<Time>(2),
          .next = row.template get<Time>(3),
          .ended = row.template get<std::optional<Time>>(4),
          .agent = row.template get<AccountId>(5),
          .queue = row.template get<std::string>(6),
          .attempts = row.template get<int>(7),
          .interaction = row.template get<std::optional<InteractionId>>(8).value_or(InteractionId{}),
          .external_id = row.template get<std::string>(9),
          .language = row.template get<std::string>(10),
          .name = row.template get<std::string>(11),
          .phone = row.template get<std::string>(12),
          .reason = row.template get<std::string>(13)};
}

void put(store::Transaction& tx, CallBack const& call) {
  auto const interaction = call.interaction ? std::optional{call.interaction} : std::nullopt;
  tx.run(
      R"sql(INSERT INTO call_backs (id, state, created_at, next_at, ended_at, agent, queue, attempts, interaction_id, external_id, language,
              name, phone, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            ON CONFLICT (id) DO UPDATE SET state = excluded.state, next_at = excluded.next_at, ended_at = excluded.ended_at,
              agent = excluded.agent, attempts = excluded.attempts, interaction_id = excluded.interaction_id)sql",
      call.id, word_of(call.state), call.created, call.next, call.ended, call.agent, call.queue, call.attempts, interaction,
      call.external_id, call.language, call.name, call.phone, call.reason);
}

void tell(Unit& unit, std::string_view type, CallBack const& call) {
  append(unit, type, {}, {{"call_back", to_text(call.id)}, {"agent", to_text(call.agent)}, {"attempts", call.attempts}});
}

}  // namespace

CallBackId ask_call_back(Unit& unit, NewCallBack const& fresh) {
  require(unit.actor, "contact.handle");
  if (!fresh.external_id.empty())
    if (auto const known = unit.tx.maybe_value<CallBackId>(
            R"sql(SELECT id FROM call_backs WHERE external_id = $1 AND external_id <> '')sql", fresh.external_id))
      return *known;
  auto const phone = normal_phone(fresh.phone);
  if (phone.empty()) throw invalid_fields({{"phone", "malformed", _("This is not a phone number. Write it with the area code.")}});
  CallBack const call{.id = unit.city.ids().make<CallBackId>(),
                      .created = unit.now,
                      .next = fresh.not_before.value_or(unit.now),
                      .queue = fresh.queue,
                      .interaction = fresh.interaction,
                      .external_id = fresh.external_id,
                      .language = fresh.language,
                      .name = shorten(trim(fresh.name), 120),
                      .phone = phone,
                      .reason = shorten(trim(fresh.reason), 1000)};
  put(unit.tx, call);
  tell(unit, "call_back.asked", call);
  return call.id;
}

CallBack call_back_by_id(View const& view, CallBackId id) {
  require(view.actor, "contact.handle");
  auto query = select_call_backs();
  auto const row = view.reader.maybe(query.where("id = ?", id));
  if (!row) throw not_found(_("There is no such call-back."));
  return call_back_from(*row);
}

void take(Unit& unit, CallBack& call) {
  require(unit.actor, "contact.handle");
  if (call.ended || (call.state == CallBackState::taken && call.agent != unit.actor.account))
    throw conflict("call_back.taken", _("A colleague has taken this call-back already."), _("Take the next one."));
  call.state = CallBackState::taken;
  call.agent = unit.actor.account;
  put(unit.tx, call);
  tell(unit, "call_back.taken", call);
}

void note_attempt(Unit& unit, CallBack& call, bool reached) {
  require(unit.actor, "contact.handle");
  if (call.ended) throw conflict("call_back.ended", _("This call-back has ended already."));
  ++call.attempts;
  call.agent = unit.actor.account;
  auto const* type = "call_back.not_reached";
  if (reached) {
    call.state = CallBackState::done;
    call.ended = unit.now;
    type = "call_back.done";
  } else if (call.attempts >= call_back_attempts_max) {
    call.state = CallBackState::given_up;
    call.ended = unit.now;
    type = "call_back.given_up";
  } else {
    call.state = CallBackState::waiting;
    call.agent = {};
    call.next = unit.now + again_after;
  }
  put(unit.tx, call);
  tell(unit, type, call);
}

void note_talk(Unit& unit, CallBack& call, InteractionId talk) {
  require(unit.actor, "contact.handle");
  if (call.interaction) return;
  call.interaction = talk;
  put(unit.tx, call);
}

std::vector<CallBack> open_call_backs(View const& view, std::size_t most) {
  require(view.actor, "contact.handle");
  auto query = select_call_backs();
  query.where("ended_at IS NULL").order_by("next_at, id").limit(static_cast<std::int64_t>(most));
  std::vector<CallBack> calls;
  for (auto const row : view.reader.query(query)) calls.push_back(call_back_from(row));
  return calls;
}

}  // namespace cityhall
