#include "kernel/retention/belongings.h"

#include <array>

namespace cityhall {
namespace {

constexpr std::string_view staff_work = "the name of a member of staff at work: the city's own record";
constexpr std::string_view short_lived = "goes by itself within hours";

// The words of events are taken out by events/removal.h, and the rows of what was sent as text messages by the keys of these events;
// case_zones and removed_cases are written by remove_store.cc. What a legal hold keeps, the view held_cases says: a request in it is
// neither removed nor forgotten, and of a person nothing goes that stands with it.
constexpr std::array of_work{
    Belonging{.table = "task_operations",
              .of_case = R"sql(DELETE FROM task_operations WHERE task_id IN (SELECT id FROM tasks WHERE case_id = $1))sql",
              .stays = staff_work},
    Belonging{.table = "task_ticks",
              .of_case = R"sql(DELETE FROM task_ticks WHERE task_id IN (SELECT id FROM tasks WHERE case_id = $1))sql",
              .stays = staff_work},
    Belonging{.table = "found_work", .of_case = R"sql(DELETE FROM found_work WHERE case_id = $1)sql"},
    Belonging{.table = "chain_steps", .of_case = R"sql(DELETE FROM chain_steps WHERE case_id = $1)sql"},
    Belonging{.table = "tasks",
              .of_case = R"sql(DELETE FROM tasks WHERE case_id = $1)sql",
              .of_report = R"sql(UPDATE tasks SET description = '' WHERE case_id = $1)sql",
              .stays = staff_work},
    Belonging{.table = "handover_outbox",
              .of_case = R"sql(DELETE FROM handover_outbox WHERE handover_id IN (SELECT id FROM handovers WHERE case_id = $1))sql",
              .of_report = R"sql(UPDATE handover_outbox SET message = ''
                                 WHERE handover_id IN (SELECT id FROM handovers WHERE case_id = $1))sql"},
    Belonging{.table = "handover_log",
              .of_case = R"sql(DELETE FROM handover_log WHERE handover_id IN (SELECT id FROM handovers WHERE case_id = $1))sql",
              .of_report = R"sql(UPDATE handover_log SET detail = ''
                                 WHERE handover_id IN (SELECT id FROM handovers WHERE case_id = $1))sql"},
    Belonging{.table = "handovers", .of_case = R"sql(DELETE FROM handovers WHERE case_id = $1)sql", .stays = staff_work},
    Belonging{.table = "bulk_acts",
              .of_case = R"sql(UPDATE bulk_acts SET content = '', by_name = ''
                               WHERE id IN (SELECT bulk_id FROM bulk_items WHERE case_id = $1)
                                 AND NOT EXISTS (SELECT 1 FROM bulk_items other
                                                 WHERE other.bulk_id = bulk_acts.id AND other.case_id <> $1))sql",
              .stays = "what staff wrote to many people at once"},
    Belonging{.table = "bulk_items", .of_case = R"sql(DELETE FROM bulk_items WHERE case_id = $1)sql"},
    Belonging{.table = "escalations_done", .of_case = R"sql(DELETE FROM escalations_done WHERE case_id = $1)sql"},
    Belonging{.table = "outside_updates", .of_case = R"sql(DELETE FROM outside_updates WHERE case_id = $1)sql"},
    Belonging{.table = "case_assets", .of_case = R"sql(DELETE FROM case_assets WHERE case_id = $1)sql", .stays = staff_work},
    Belonging{.table = "case_bonds", .of_case = R"sql(DELETE FROM case_bonds WHERE case_id = $1 OR main_id = $1)sql", .stays = staff_work},
    Belonging{.table = "incidents", .of_case = R"sql(DELETE FROM incidents WHERE case_id = $1)sql", .stays = staff_work},
    Belonging{.table = "case_pauses", .of_case = R"sql(DELETE FROM case_pauses WHERE case_id = $1)sql"},
    Belonging{.table = "case_follow_ups", .of_case = R"sql(DELETE FROM case_follow_ups WHERE case_id = $1)sql"},
    Belonging{.table = "delegated_cases", .of_case = R"sql(DELETE FROM delegated_cases WHERE case_id = $1)sql"},
    Belonging{.table = "case_tags", .of_case = R"sql(DELETE FROM case_tags WHERE case_id = $1)sql"},
    Belonging{.table = "tag_uses", .of_case = R"sql(DELETE FROM tag_uses WHERE event_id IN (SELECT id FROM events WHERE case_id = $1))sql"},
    Belonging{.table = "note_mentions",
              .of_case = R"sql(DELETE FROM note_mentions WHERE event_id IN (SELECT id FROM events WHERE case_id = $1))sql"},
    Belonging{.table = "case_notes", .of_case = R"sql(DELETE FROM case_notes WHERE case_id = $1)sql"},
    Belonging{.table = "held_events",
              .of_case = R"sql(DELETE FROM held_events WHERE event_id IN (SELECT id FROM events WHERE case_id = $1))sql"},
    Belonging{.table = "bell_items",
              .of_case = R"sql(DELETE FROM bell_items WHERE case_id = $1 AND case_id <> 0)sql",
              .of_report = R"sql(DELETE FROM bell_items WHERE case_id = $1 AND case_id <> 0)sql"},
    Belonging{.table = "legal_holds",
              .of_case = R"sql(DELETE FROM legal_holds WHERE case_id = $1 AND case_id <> 0)sql",
              .of_report = R"sql(DELETE FROM legal_holds WHERE case_id = $1 AND case_id <> 0 AND lifted_at IS NOT NULL)sql",
              .of_party = R"sql(DELETE FROM legal_holds WHERE party_id = $1 AND party_id <> 0 AND lifted_at IS NOT NULL)sql"},
};

constexpr std::array of_people{
    Belonging{.table = "provider_requests",
              .of_case = R"sql(DELETE FROM provider_requests WHERE state NOT IN ('queued', 'sending')
                                 AND request_key >= 'follow-up/' || CAST($1 AS TEXT) || '/'
                                 AND request_key < 'follow-up/' || CAST($1 AS TEXT) || '0')sql",
              .of_report = R"sql(DELETE FROM provider_requests WHERE state NOT IN ('queued', 'sending')
                                   AND request_key >= 'follow-up/' || CAST($1 AS TEXT) || '/'
                                   AND request_key < 'follow-up/' || CAST($1 AS TEXT) || '0')sql",
              .of_party = R"sql(DELETE FROM provider_requests WHERE state <> 'sending'
                                  AND (phone IN (SELECT phone FROM numbers_of_people WHERE party_id = $1)
                                       OR (phone = '' AND EXISTS (
                                             SELECT 1 FROM numbers_of_people
                                             WHERE party_id = $1 AND form LIKE '%&To=%2B' || substr(numbers_of_people.phone, 2) || '&%')))
                                  AND NOT EXISTS (SELECT 1 FROM events WHERE case_id IN (SELECT case_id FROM held_cases)
                                                    AND request_key >= CAST(events.id AS TEXT) || '/'
                                                    AND request_key < CAST(events.id AS TEXT) || '0')
                                  AND NOT EXISTS (SELECT 1 FROM held_cases
                                                  WHERE request_key LIKE 'follow-up/' || CAST(case_id AS TEXT) || '/%'))sql"},
    Belonging{.table = "case_files",
              .of_case = R"sql(DELETE FROM case_files WHERE case_id = $1)sql",
              .of_report = R"sql(DELETE FROM case_files WHERE case_id = $1 AND purpose = 'reported')sql"},
    Belonging{.table = "case_people",
              .of_case = R"sql(DELETE FROM case_people WHERE case_id = $1)sql",
              .of_report = R"sql(DELETE FROM case_people WHERE case_id = $1)sql"},
    Belonging{.table = "case_ratings",
              .of_case = R"sql(DELETE FROM case_ratings WHERE case_id = $1)sql",
              .of_report = R"sql(UPDATE case_ratings SET comment = '' WHERE case_id = $1)sql"},
    Belonging{.table = "case_supports",
              .of_case = R"sql(DELETE FROM case_supports WHERE case_id = $1)sql",
              .of_party = R"sql(UPDATE case_supports SET supporter = 'nobody/' || CAST(supported_at AS TEXT)
                                WHERE supporter = 'party/' || CAST($1 AS TEXT)
                                  AND case_id NOT IN (SELECT case_id FROM held_cases))sql"},
    Belonging{.table = "case_followers",
              .of_case = R"sql(DELETE FROM case_followers WHERE case_id = $1)sql",
              .of_party = R"sql(DELETE FROM case_followers WHERE party_id = $1
                                  AND case_id NOT IN (SELECT case_id FROM held_cases))sql"},
    Belonging{.table = "notice_stops",
              .of_case = R"sql(DELETE FROM notice_stops WHERE case_id = $1 AND case_id <> 0)sql",
              .of_party = R"sql(DELETE FROM notice_stops WHERE party_id = $1
                                  AND case_id NOT IN (SELECT case_id FROM held_cases))sql"},
    Belonging{.table = "notice_paces", .of_party = R"sql(DELETE FROM notice_paces WHERE party_id = $1)sql"},
    Belonging{.table = "text_wishes", .of_party = R"sql(DELETE FROM text_wishes WHERE party_id = $1)sql"},
    Belonging{.table = "subscriptions", .of_party = R"sql(DELETE FROM subscriptions WHERE party_id = $1)sql"},
    Belonging{.table = "notices",
              .of_case = R"sql(DELETE FROM notices WHERE case_id = $1 AND case_id <> 0)sql",
              .of_report = R"sql(DELETE FROM notices WHERE case_id = $1 AND case_id <> 0 AND state NOT IN ('queued', 'sending'))sql",
              .of_party = R"sql(DELETE FROM notices WHERE state <> 'sending'
                                  AND email IN (SELECT folded FROM party_contacts WHERE party_id = $1 AND kind = 'email')
                                  AND email NOT IN (SELECT folded FROM held_contacts)
                                  AND case_id NOT IN (SELECT case_id FROM held_cases))sql"},
    Belonging{.table = "incoming_messages",
              .of_case = R"sql(DELETE FROM incoming_messages WHERE case_id = $1)sql",
              .of_report = R"sql(DELETE FROM incoming_messages WHERE case_id = $1)sql",
              .of_party = R"sql(DELETE FROM incoming_messages
                                WHERE (interaction_id IN (SELECT interaction_id FROM contacts_of_people WHERE party_id = $1)
                                       OR (sender_contact <> '' AND sender_contact IN (
                                             SELECT folded FROM party_contacts WHERE party_id = $1
                                             UNION SELECT value FROM party_contacts WHERE party_id = $1)))
                                  AND sender_contact NOT IN (SELECT folded FROM held_contacts)
                                  AND COALESCE(case_id, 0) NOT IN (SELECT case_id FROM held_cases)
                                  AND COALESCE(offered_case, 0) NOT IN (SELECT case_id FROM held_cases)
                                  AND id NOT IN (SELECT incoming_id FROM interactions
                                                 WHERE incoming_id IS NOT NULL AND ended_at IS NULL))sql"},
    Belonging{.table = "call_backs",
              .of_case = R"sql(UPDATE call_backs SET language = '', name = '', phone = '', reason = '', external_id = ''
                               WHERE ended_at IS NOT NULL AND id IN (
                                 SELECT id FROM call_backs WHERE interaction_id IN (SELECT id FROM interactions WHERE case_id = $1)
                                 UNION SELECT id FROM call_backs WHERE external_id <> '' AND external_id IN (
                                   SELECT 'event/' || CAST(id AS TEXT) FROM events WHERE case_id = $1)))sql",
              .of_report = R"sql(UPDATE call_backs SET language = '', name = '', phone = '', reason = '', external_id = ''
                                 WHERE ended_at IS NOT NULL AND id IN (
                                   SELECT id FROM call_backs WHERE interaction_id IN (SELECT id FROM interactions WHERE case_id = $1)
                                   UNION SELECT id FROM call_backs WHERE external_id <> '' AND external_id IN (
                                     SELECT 'event/' || CAST(id AS TEXT) FROM events WHERE case_id = $1)))sql",
              .of_party = R"sql(UPDATE call_backs SET language = '', name = '', phone = '', reason = '', external_id = ''
                                WHERE ended_at IS NOT NULL
                                  AND id IN (SELECT call_back_id FROM call_backs_of_people WHERE party_id = $1))sql"},
    Belonging{.table = "interactions",
              .of_case = R"sql(UPDATE interactions SET party_id = NULL, case_id = NULL, external_id = '', language = '', caller_name = '',
                                 caller_contact = '', caller_key = '', name_key = '', note = '', draft = '' WHERE case_id = $1)sql",
              .of_report = R"sql(UPDATE interactions SET party_id = NULL, external_id = '', language = '', caller_name = '',
                                   caller_contact = '', caller_key = '', name_key = '', note = '', draft = '' WHERE case_id = $1)sql",
              .of_party = R"sql(UPDATE interactions SET party_id = NULL, external_id = '', language = '', caller_name = '',
                                  caller_contact = '', caller_key = '', name_key = '', note = '', draft = ''
                                WHERE ended_at IS NOT NULL
                                  AND id IN (SELECT interaction_id FROM contacts_of_people WHERE party_id = $1))sql"},
    Belonging{.table = "cases",
              .of_case = R"sql(DELETE FROM cases WHERE id = $1)sql",
              .of_report = R"sql(UPDATE cases SET reporter_id = NULL, language = '', description = '', answers = '{}', title = '',
                                   public_note = '', revision = revision + 1 WHERE id = $1)sql"},
    Belonging{.table = "party_contacts", .of_party = R"sql(DELETE FROM party_contacts WHERE party_id = $1)sql"},
    Belonging{.table = "parties", .of_party = R"sql(DELETE FROM parties WHERE id = $1)sql"},
};

constexpr std::array of_others{
    Belonging{.table = "events", .stays = "emptied by events/removal.h, so that the chain of hashes still proves them"},
    Belonging{.table = "accounts", .stays = "the account of a resident is closed and emptied with the person (accounts/account.h)"},
    Belonging{.table = "sessions", .stays = "ends with the account"},
    Belonging{.table = "erased_contacts", .stays = short_lived},
    Belonging{.table = "sign_in_codes", .stays = short_lived},
    Belonging{.table = "stored_answers", .stays = "goes by itself within two days"},
    Belonging{.table = "kept_forms", .stays = short_lived},
    Belonging{.table = "upload_parts", .stays = "goes by itself within days"},
    Belonging{.table = "stopped_numbers", .stays = "a wish not to be sent messages, which must outlive the person's other data"},
    Belonging{.table = "article_answers", .stays = "nothing says whose it is"},
    Belonging{.table = "api_keys", .stays = "who answers for a program that uses the interface"},
    Belonging{.table = "training_records", .stays = "of accounts of delegates, with which they go"},
    Belonging{.table = "telephony_settings", .stays = staff_work},
    Belonging{.table = "settings_changes", .stays = staff_work},
    Belonging{.table = "prepared_replies", .stays = staff_work},
    Belonging{.table = "article_revisions", .stays = staff_work},
    Belonging{.table = "publication_revisions", .stays = staff_work},
    Belonging{.table = "wordings", .stays = staff_work},
};

constexpr auto every_belonging = [] {
  std::array<Belonging, of_work.size() + of_people.size() + of_others.size()> list{};
  auto* next = list.begin();
  for (auto const& each : of_work) *next++ = each;
  for (auto const& each : of_people) *next++ = each;
  for (auto const& each : of_others) *next++ = each;
  return list;
}();

}  // namespace

std::span<Belonging const> belongings() { return every_belonging; }

}  // namespace cityhall
