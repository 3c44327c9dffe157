#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "kernel/files/file_ids.h"
#include "kernel/interactions/incoming.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

store::Query select() {
  return store::Query{R"sql(SELECT id, channel, received_at, state, agent, ended_at, case_id, interaction_id, external_id, recording,
                                   recording_type, files, language, sender_name, sender_contact, subject, body, offered_case
                            FROM incoming_messages)sql"};
}

Incoming from(auto const& row) {
  return {.id = row.template get<IncomingId>(0),
          .channel = channel_from(row.template get<std::string>(1)),
          .received = row.template get<Time>(2),
          .state = row.template get<std::string>(3),
          .agent = row.template get<AccountId>(4),
          .ended = row.template get<std::optional<Time>>(5),
          .case_id = row.template get<std::optional<CaseId>>(6).value_or(CaseId{}),
          .offered = row.template get<std::optional<CaseId>>(17).value_or(CaseId{}),
          .interaction = row.template get<std::optional<InteractionId>>(7).value_or(InteractionId{}),
          .external_id = row.template get<std::string>(8),
          .recording = row.template get<std::string>(9),
          .recording_type = row.template get<std::string>(10),
          .files = file_ids_from(row.template get<std::string>(11)),
          .language = row.template get<std::string>(12),
          .sender_name = row.template get<std::string>(13),
          .sender_contact = row.template get<std::string>(14),
          .subject = row.template get<std::string>(15),
          .body = row.template get<std::string>(16)};
}

template <class IdType>
std::optional<IdType> or_null(IdType id) {
  return id ? std::optional{id} : std::nullopt;
}

void put(store::Transaction& tx, Incoming const& message) {
  tx.run(
      R"sql(INSERT INTO incoming_messages (id, channel, received_at, state, agent, ended_at, case_id, interaction_id, external_id, recording,
              recording_type, files, language, sender_name, sender_contact, subject, body, offered_case)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            ON CONFLICT (id) DO UPDATE SET state = excluded.state, agent = excluded.agent, ended_at = excluded.ended_at,
              case_id = excluded.case_id, recording = excluded.recording, recording_type = excluded.recording_type,
              body = excluded.body)sql",
      message.id, to_text(message.channel), message.received, message.state, message.agent, message.ended, or_null(message.case_id),
      or_null(message.interaction), message.external_id, message.recording, message.recording_type, file_ids_text(message.files),
      message.language, message.sender_name, message.sender_contact, message.subject, message.body, or_null(message.offered));
}

}  // namespace

IncomingId keep_incoming(Unit& unit, Incoming const& fresh) {
  require(unit.actor, "contact.handle");
  if (auto const known = incoming_by_external(view_of(unit), fresh.channel, fresh.external_id)) return known->id;
  auto message = fresh;
  message.id = unit.city.ids().make<IncomingId>();
  message.received = unit.now;
  message.sender_contact = to_lower_ascii(message.sender_contact);
  message.subject = shorten(without_control_characters(message.subject), 200);
  message.body = shorten(without_control_characters(message.body), 20'000);
  message.sender_name = shorten(without_control_characters(message.sender_name), 120);
  put(unit.tx, message);
  append(unit, "incoming.received", {}, {{"incoming", to_text(message.id)}, {"channel", to_text(message.channel)}});
  return message.id;
}

Incoming incoming_by_id(View const& view, IncomingId id) {
  require(view.actor, "contact.handle");
  auto query = select();
  auto const row = view.reader.maybe(query.where("id = ?", id));
  if (!row) throw not_found(_("There is no such message."));
  return from(*row);
}

std::optional<Incoming> incoming_by_external(View const& view, Channel channel, std::string_view external_id) {
  require(view.actor, "contact.handle");
  auto query = select();
  auto const row = view.reader.maybe(query.where("channel = ?", to_text(channel)).where("external_id = ?", external_id));
  return row ? std::optional{from(*row)} : std::nullopt;
}

void complete_recording(Unit& unit, Incoming& message, std::string_view blob, std::string_view media_type) {
  require(unit.actor, "contact.handle");
  message.recording = blob;
  message.recording_type = media_type;
  put(unit.tx, message);
}

void set_body(Unit& unit, Incoming& message, std::string_view body) {
  require(unit.actor, "contact.handle");
  message.body = shorten(without_control_characters(body), 20'000);
  put(unit.tx, message);
}

void settle(Unit& unit, Incoming& message, CaseId case_id) {
  require(unit.actor, "contact.handle");
  if (message.ended) throw conflict("incoming.settled", _("A colleague has dealt with this message already."));
  message.case_id = case_id;
  message.state = case_id ? "done" : "dropped";
  message.agent = unit.actor.account;
  message.ended = unit.now;
  put(unit.tx, message);
  append(unit, case_id ? "incoming.done" : "incoming.dropped", {.case_id = case_id}, {{"incoming", to_text(message.id)}});
}

std::vector<Incoming> waiting_incoming(View const& view, std::size_t most) {
  require(view.actor, "contact.handle");
  auto query = select();
  query.where("ended_at IS NULL").order_by("received_at, id").limit(static_cast<std::int64_t>(most));
  std::vector<Incoming> messages;
  for (auto const row : view.reader.query(query)) messages.push_back(from(row));
  return messages;
}

}  // namespace cityhall
