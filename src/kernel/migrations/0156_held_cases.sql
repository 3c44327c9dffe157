-- What a legal hold keeps, said once: everything that removes or erases asks here.
CREATE VIEW held_people AS
SELECT party_id FROM legal_holds WHERE lifted_at IS NULL AND party_id <> 0;

CREATE VIEW held_contacts AS
SELECT folded FROM party_contacts WHERE party_id IN (SELECT party_id FROM held_people);

-- A hold on a person keeps every request that says something about them: they reported, follow or support it, called or wrote about it, or
-- got mails about it.
CREATE VIEW held_cases AS
SELECT case_id FROM legal_holds WHERE lifted_at IS NULL AND case_id <> 0
UNION
SELECT id FROM cases WHERE reporter_id IN (SELECT party_id FROM held_people)
UNION
SELECT case_id FROM case_followers WHERE party_id IN (SELECT party_id FROM held_people)
UNION
SELECT case_id FROM case_supports WHERE supporter IN (SELECT 'party/' || CAST(party_id AS TEXT) FROM held_people)
UNION
SELECT case_id FROM interactions WHERE case_id IS NOT NULL AND party_id IN (SELECT party_id FROM held_people)
UNION
SELECT case_id FROM interactions WHERE case_id IS NOT NULL AND caller_key <> '' AND caller_key IN (SELECT folded FROM held_contacts)
UNION
SELECT case_id FROM incoming_messages WHERE case_id IS NOT NULL AND sender_contact IN (SELECT folded FROM held_contacts)
UNION
SELECT case_id FROM notices WHERE case_id <> 0 AND email IN (SELECT folded FROM held_contacts);

-- Calls, visits and messages of a person that may go: those that were put to them, and those that only have their number or address.
CREATE VIEW contacts_of_people AS
SELECT party_id, id AS interaction_id FROM interactions
WHERE party_id IS NOT NULL AND COALESCE(case_id, 0) NOT IN (SELECT case_id FROM held_cases)
UNION ALL
SELECT party_contacts.party_id, interactions.id FROM party_contacts JOIN interactions ON interactions.caller_key = party_contacts.folded
WHERE interactions.caller_key <> '' AND interactions.party_id IS NULL
  AND COALESCE(interactions.case_id, 0) NOT IN (SELECT case_id FROM held_cases)
  AND party_contacts.folded NOT IN (SELECT folded FROM held_contacts);

-- Addresses and numbers of somebody who was erased, until those who keep something by address have followed the event.
CREATE TABLE erased_contacts (
  event_id BIGINT NOT NULL, -- internal, person.erased
  folded TEXT NOT NULL, -- personal
  PRIMARY KEY (event_id, folded)
);

CREATE INDEX case_supports_supporter ON case_supports (supporter);
CREATE INDEX incoming_messages_sender ON incoming_messages (sender_contact) WHERE sender_contact <> '';
CREATE INDEX incoming_messages_dropped ON incoming_messages (ended_at) WHERE state = 'dropped';
