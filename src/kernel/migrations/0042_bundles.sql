-- Notices that may wait for others to the same person, and then go as one mail.
ALTER TABLE notices ADD COLUMN bundle BIGINT NOT NULL DEFAULT 0; -- internal
CREATE INDEX notices_bundles ON notices (email, due_at) WHERE bundle = 1;
