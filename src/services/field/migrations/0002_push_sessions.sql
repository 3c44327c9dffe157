-- The sign-in under which a browser asked to be told: when it ends, so do the messages. Zero: asked before this was noted.
ALTER TABLE push_devices ADD COLUMN session_id BIGINT NOT NULL DEFAULT 0; -- internal
