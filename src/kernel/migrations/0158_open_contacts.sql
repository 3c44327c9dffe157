-- Whom a text message goes to, so that it is found when that person wants to be forgotten.
ALTER TABLE provider_requests ADD COLUMN phone TEXT NOT NULL DEFAULT ''; -- personal; empty: a call, or a message of before this was kept
CREATE INDEX provider_requests_phone ON provider_requests (phone);
CREATE INDEX call_backs_phone ON call_backs (phone) WHERE phone <> '';
-- What residents did with their accounts (2 is staff, whose work stays).
CREATE INDEX events_by_resident ON events (account_id) WHERE account_id IS NOT NULL AND actor_kind <> 2;

-- Numbers of a person that may go: none of somebody on hold.
CREATE VIEW numbers_of_people AS
SELECT party_id, folded AS phone FROM party_contacts WHERE folded LIKE '+%' AND folded NOT IN (SELECT folded FROM held_contacts)
UNION ALL
SELECT party_id, phone FROM text_wishes WHERE phone NOT IN (SELECT folded FROM held_contacts);

-- Call-backs of a person that may go: those from a contact of theirs, and those to their number where no contact says that it was
-- somebody else. A row may come twice. CROSS JOIN, so that SQLite begins with the person; so do conditions that no index knows.
CREATE VIEW call_backs_of_people AS
SELECT contacts_of_people.party_id, call_backs.id AS call_back_id
FROM contacts_of_people CROSS JOIN call_backs
WHERE call_backs.interaction_id IS NOT NULL AND call_backs.interaction_id = contacts_of_people.interaction_id
  AND call_backs.phone NOT IN (SELECT folded FROM held_contacts)
UNION ALL
SELECT numbers_of_people.party_id, call_backs.id
FROM numbers_of_people CROSS JOIN call_backs LEFT JOIN interactions ON interactions.id = call_backs.interaction_id
WHERE call_backs.phone <> '' AND call_backs.phone = numbers_of_people.phone
  AND COALESCE(interactions.party_id, numbers_of_people.party_id) = numbers_of_people.party_id
  AND COALESCE(interactions.case_id, 0) NOT IN (SELECT case_id FROM held_cases)
  AND NOT EXISTS (SELECT 1 FROM events WHERE events.case_id IN (SELECT case_id FROM held_cases)
                    AND call_backs.external_id = 'event/' || CAST(events.id AS TEXT));

-- Requests that somebody talks about now, or about which somebody is to be called: nothing of them goes before that is over. A call that a
-- service promised is known by the event that promised it. Written so that SQLite begins with what is open, which is little.
CREATE VIEW cases_in_contact AS
SELECT case_id FROM interactions WHERE ended_at IS NULL AND COALESCE(case_id, 0) <> 0
UNION
SELECT interactions.case_id FROM call_backs CROSS JOIN interactions
WHERE call_backs.ended_at IS NULL AND interactions.id = COALESCE(call_backs.interaction_id, 0) AND COALESCE(interactions.case_id, 0) <> 0
UNION
SELECT events.case_id FROM call_backs CROSS JOIN party_contacts CROSS JOIN cases CROSS JOIN events
WHERE call_backs.ended_at IS NULL AND call_backs.external_id LIKE 'event/%'
  AND party_contacts.kind = 'phone' AND party_contacts.folded = call_backs.phone
  AND cases.reporter_id IS NOT NULL AND cases.reporter_id = party_contacts.party_id
  AND events.case_id IS NOT NULL AND events.case_id = cases.id AND call_backs.external_id = 'event/' || CAST(events.id AS TEXT);
