-- What outside bodies are told of our outcomes and states, in their words.
ALTER TABLE partners ADD COLUMN told_statuses TEXT NOT NULL DEFAULT '{}'; -- internal, JSON: our outcome or state to their status
ALTER TABLE handover_outbox ADD COLUMN told_status TEXT NOT NULL DEFAULT ''; -- internal, their word for status; empty: the same word
