#include "base/json.h"
#include "kernel/city.h"
#include "kernel/run_unit.h"
#include "kernel/interactions/interaction.h"
#include "services/telephony/conversation.h"
#include "services/telephony/hook_parts.h"

namespace cityhall {

std::optional<Conversation> find_conversation(View const& view, std::string_view id) {
  auto const row = view.reader.maybe(
      R"sql(SELECT id, channel, phone, language, node, step, memory, interaction_id, updated_at FROM conversations WHERE id = $1)sql", id);
  if (!row) return std::nullopt;
  return Conversation{.id = row->get<std::string>(0),
                      .channel = channel_from(row->get<std::string>(1)),
                      .phone = row->get<std::string>(2),
                      .language = row->get<std::string>(3),
                      .node = row->get<std::string>(4),
                      .step = row->get<std::int64_t>(5),
                      .memory = row->get<std::string>(6),
                      .interaction = row->get<std::optional<InteractionId>>(7).value_or(InteractionId{}),
                      .updated = row->get<Time>(8)};
}

void keep_conversation(Unit& unit, Conversation const& talk) {
  auto const interaction = talk.interaction ? std::optional{talk.interaction} : std::nullopt;
  unit.tx.run(
      R"sql(INSERT INTO conversations (id, channel, phone, language, node, step, memory, interaction_id, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (id) DO UPDATE SET language = excluded.language, node = excluded.node, step = excluded.step,
              memory = excluded.memory, interaction_id = excluded.interaction_id, updated_at = excluded.updated_at)sql",
      talk.id, to_text(talk.channel), talk.phone, talk.language, talk.node, talk.step, talk.memory, interaction, unit.now);
}

std::optional<std::string> earlier_answer(View const& view, std::string_view id, std::string_view step) {
  return view.reader.maybe_value<std::string>(R"sql(SELECT answer FROM conversation_answers WHERE conversation_id = $1 AND step = $2)sql",
                                              id, step);
}

void keep_answer(Unit& unit, std::string_view id, std::string_view step, std::string_view answer) {
  unit.tx.run(R"sql(INSERT INTO conversation_answers (conversation_id, step, answer, at) VALUES ($1, $2, $3, $4))sql", id, step, answer,
              unit.now);
}

void end_lost_calls(City& city) {
  run_unit(
      city, system_actor("end lost calls"),
      [](Unit& unit) {
        // A call lasts at most four hours at the provider; a text message is answered within a day or not at all.
        auto const ids = unit.tx.values<std::string>(
            R"sql(SELECT c.id FROM conversations c JOIN interactions i ON i.id = c.interaction_id
                  WHERE i.ended_at IS NULL AND i.taken_at IS NULL
                    AND ((c.channel = 'ivr' AND c.updated_at < $1) OR (c.channel <> 'ivr' AND c.updated_at < $2)) LIMIT 200)sql",
            unit.now - std::chrono::hours{5}, unit.now - std::chrono::hours{25});
        for (auto const& id : ids) {
          auto const talk = find_conversation(view_of(unit), id);
          if (!talk) continue;
          auto contact = interaction_by_id(view_of(unit), talk->interaction);
          end(unit, contact, telephony::result_of(*talk, contact.queue.empty() ? "unresolved" : "abandoned"), "");
        }
      },
      store::Lane::bulk);
}

void forget_old_conversations(City& city) {
  run_unit(
      city, system_actor("forget old conversations"),
      [](Unit& unit) {
        unit.tx.run(R"sql(DELETE FROM conversation_answers WHERE at < $1)sql", unit.now - std::chrono::days{2});
        unit.tx.run(R"sql(DELETE FROM conversations WHERE updated_at < $1)sql", unit.now - std::chrono::days{30});
      },
      store::Lane::bulk);
}

}  // namespace cityhall
