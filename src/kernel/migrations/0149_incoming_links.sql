-- The message that a contact began with stands in a column of its own, not in the number of the telephone provider.
ALTER TABLE interactions ADD COLUMN incoming_id BIGINT; -- internal
UPDATE interactions SET incoming_id = CAST(substr(external_id, 10) AS BIGINT), external_id = '' WHERE external_id LIKE 'incoming/%';
CREATE UNIQUE INDEX interactions_incoming ON interactions (incoming_id) WHERE incoming_id IS NOT NULL AND ended_at IS NULL;
-- What a message seems to be about; whoever takes it decides.
ALTER TABLE incoming_messages ADD COLUMN offered_case BIGINT; -- internal
-- Answers of other bodies name our reference.
CREATE INDEX handovers_by_reference ON handovers (reference);
