-- Who made an API key: when that person leaves, somebody must look at what goes on without them.
ALTER TABLE api_keys ADD COLUMN made_by BIGINT NOT NULL DEFAULT 0; -- internal: an account; 0: the command line, or before this was kept
