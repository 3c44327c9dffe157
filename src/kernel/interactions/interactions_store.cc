#include <algorithm>

#include "base/text.h"
#include "kernel/city.h"
#include "kernel/interactions/interaction_rows.h"

namespace cityhall {
namespace interactions_store {
namespace {

store::Query select_interactions() {
  return store::Query{
      R"sql(SELECT id, channel, started_at, taken_at, ended_at, agent, queue, wrap_up, party_id, case_id, topic, external_id, language,
                   caller_name, caller_contact, note, draft, incoming_id FROM interactions)sql"};
}

Interaction interaction_from(auto const& row) {
  return {.id = row.template get<InteractionId>(0),
          .channel = channel_from(row.template get<std::string>(1)),
          .started = row.template get<Time>(2),
          .taken = row.template get<std::optional<Time>>(3),
          .ended = row.template get<std::optional<Time>>(4),
          .agent = row.template get<AccountId>(5),
          .queue = row.template get<std::string>(6),
          .wrap_up = row.template get<std::string>(7),
          .party = row.template get<std::optional<PartyId>>(8).value_or(PartyId{}),
          .case_id = row.template get<std::optional<CaseId>>(9).value_or(CaseId{}),
          .incoming = row.template get<std::optional<IncomingId>>(17).value_or(IncomingId{}),
          .topic = row.template get<std::string>(10),
          .external_id = row.template get<std::string>(11),
          .language = row.template get<std::string>(12),
          .caller_name = row.template get<std::string>(13),
          .caller_contact = row.template get<std::string>(14),
          .note = row.template get<std::string>(15),
          .draft = row.template get<std::string>(16)};
}

std::vector<Interaction> all_of(store::Reader& reader, store::Query const& query) {
  std::vector<Interaction> found;
  for (auto const row : reader.query(query)) found.push_back(interaction_from(row));
  return found;
}

template <class IdType>
std::optional<IdType> or_null(IdType id) {
  return id ? std::optional{id} : std::nullopt;
}

/// Both lists as one, latest first, none twice.
std::vector<Interaction> merged(std::vector<Interaction> a, std::vector<Interaction> const& b, std::size_t most) {
  for (auto const& contact : b)
    if (std::none_of(a.begin(), a.end(), [&](Interaction const& other) { return other.id == contact.id; })) a.push_back(contact);
  std::stable_sort(a.begin(), a.end(), [](Interaction const& x, Interaction const& y) { return x.started > y.started; });
  if (a.size() > most) a.resize(most);
  return a;
}

std::vector<Interaction> from_contact(store::Reader& reader, std::string_view contact, std::size_t most) {
  auto const key = contact_key(contact);
  if (key.empty()) return {};
  auto query = select_interactions();
  query.where("caller_key <> ''").where("caller_key = ?", key).order_by("started_at DESC").limit(static_cast<std::int64_t>(most));
  return all_of(reader, query);
}

}  // namespace

std::optional<Interaction> find(store::Reader& reader, InteractionId id) {
  auto query = select_interactions();
  auto const row = reader.maybe(query.where("id = ?", id));
  return row ? std::optional{interaction_from(*row)} : std::nullopt;
}

std::optional<Interaction> find(store::Reader& reader, std::string_view external_id) {
  if (external_id.empty()) return std::nullopt;
  auto query = select_interactions();
  auto const row = reader.maybe(query.where("external_id <> ''").where("external_id = ?", external_id));
  return row ? std::optional{interaction_from(*row)} : std::nullopt;
}

std::optional<Interaction> find_open(store::Reader& reader, IncomingId incoming) {
  auto query = select_interactions();
  auto const row = reader.maybe(query.where("incoming_id IS NOT NULL AND ended_at IS NULL").where("incoming_id = ?", incoming));
  return row ? std::optional{interaction_from(*row)} : std::nullopt;
}

void put(store::Transaction& tx, Interaction const& contact) {
  tx.run(
      R"sql(INSERT INTO interactions (id, channel, started_at, taken_at, ended_at, agent, queue, wrap_up, party_id, case_id, topic,
              external_id, language, caller_name, caller_contact, caller_key, name_key, note, draft,
              incoming_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
            ON CONFLICT (id) DO UPDATE SET channel = excluded.channel, taken_at = excluded.taken_at, ended_at = excluded.ended_at,
              agent = excluded.agent, queue = excluded.queue, wrap_up = excluded.wrap_up, party_id = excluded.party_id,
              case_id = excluded.case_id, topic = excluded.topic, language = excluded.language, caller_name = excluded.caller_name,
              caller_contact = excluded.caller_contact, caller_key = excluded.caller_key, name_key = excluded.name_key,
              note = excluded.note, draft = excluded.draft)sql",
      contact.id, to_text(contact.channel), contact.started, contact.taken, contact.ended, contact.agent, contact.queue, contact.wrap_up,
      or_null(contact.party), or_null(contact.case_id), contact.topic, contact.external_id, contact.language, contact.caller_name,
      contact.caller_contact, contact_key(contact.caller_contact), fold(contact.caller_name), contact.note, contact.draft,
      or_null(contact.incoming));
}

}  // namespace interactions_store

std::vector<Interaction> open_interactions(View const& view, std::size_t most) {
  require(view.actor, "contact.handle");
  auto query = interactions_store::select_interactions();
  query.where("ended_at IS NULL").where("(taken_at IS NOT NULL OR queue <> '' OR channel NOT IN ('ivr', 'sms'))");
  query.order_by("started_at").limit(static_cast<std::int64_t>(most));
  return interactions_store::all_of(view.reader, query);
}

std::vector<Interaction> interactions_of(View const& view, PartyId party, std::string_view contact, std::size_t most) {
  require(view.actor, "contact.handle");
  std::vector<Interaction> of_party;
  if (party) {
    auto query = interactions_store::select_interactions();
    query.where("party_id = ?", party).order_by("started_at DESC").limit(static_cast<std::int64_t>(most));
    of_party = interactions_store::all_of(view.reader, query);
  }
  return interactions_store::merged(std::move(of_party), interactions_store::from_contact(view.reader, contact, most), most);
}

std::vector<Interaction> find_interactions(View const& view, std::string_view text, std::size_t most) {
  require(view.actor, "contact.handle");
  auto const folded = fold(text);
  std::vector<Interaction> named;
  if (folded.size() >= 2) {
    auto query = interactions_store::select_interactions();
    query.where("name_key <> ''").where("name_key >= ? AND name_key < ?", folded, folded + "\xef\xbf\xbf");
    query.order_by("name_key, started_at DESC").limit(static_cast<std::int64_t>(most));
    named = interactions_store::all_of(view.reader, query);
  }
  return interactions_store::merged(std::move(named), interactions_store::from_contact(view.reader, text, most), most);
}

std::vector<Interaction> interactions_about(View const& view, CaseId case_id) {
  auto query = interactions_store::select_interactions();
  query.where("case_id IS NOT NULL").where("case_id = ?", case_id).order_by("started_at, id");
  return interactions_store::all_of(view.reader, query);
}

std::vector<CaseId> cases_of(View const& view, PartyId party, std::size_t most) {
  require(view.actor, "contact.handle");
  return view.reader.values<CaseId>(
      R"sql(SELECT id FROM cases WHERE reporter_id IS NOT NULL AND reporter_id = $1 ORDER BY id DESC LIMIT $2)sql", party,
      static_cast<std::int64_t>(most));
}

std::string agent_name(View const& view, AccountId agent) {
  return view.reader.maybe_value<std::string>(R"sql(SELECT name FROM accounts WHERE id = $1)sql", agent).value_or(std::string{});
}

std::vector<PartyId> parties_with(View const& view, std::string_view contact, std::size_t most) {
  require(view.actor, "contact.handle");
  auto const key = contact_key(contact);
  if (key.empty()) return {};
  auto const* const kind = key.find('@') != std::string::npos ? "email" : "phone";
  return view.reader.values<PartyId>(
      R"sql(SELECT party_id FROM party_contacts WHERE kind = $1 AND folded = $2 ORDER BY created_at DESC LIMIT $3)sql",
      std::string_view{kind}, key, static_cast<std::int64_t>(most));
}

}  // namespace cityhall
