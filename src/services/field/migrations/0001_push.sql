-- The key by which push services know this city (RFC 8292).
CREATE TABLE push_keys (
  id BIGINT PRIMARY KEY, -- internal
  point TEXT NOT NULL, -- public, base64url
  secret TEXT NOT NULL, -- secret, sealed
  made_at BIGINT NOT NULL -- internal
);

-- Browsers that want to be told of new work, with what their messages are sealed for.
CREATE TABLE push_devices (
  id BIGINT PRIMARY KEY, -- internal
  account_id BIGINT NOT NULL, -- internal
  endpoint TEXT NOT NULL UNIQUE, -- secret, whoever knows it may send
  point TEXT NOT NULL, -- internal, base64url
  secret TEXT NOT NULL, -- secret, sealed
  language TEXT NOT NULL, -- internal
  made_at BIGINT NOT NULL -- internal
);
CREATE INDEX push_devices_by_account ON push_devices (account_id, id);

CREATE TABLE push_messages (
  id BIGINT PRIMARY KEY, -- internal
  device_id BIGINT NOT NULL REFERENCES push_devices (id), -- internal
  event_id BIGINT NOT NULL, -- internal
  task_id BIGINT NOT NULL, -- internal
  content TEXT NOT NULL, -- internal, what the device shows, as JSON
  tries BIGINT NOT NULL, -- internal
  next_at BIGINT NOT NULL, -- internal
  made_at BIGINT NOT NULL -- internal
);
CREATE UNIQUE INDEX push_messages_once ON push_messages (device_id, event_id);
CREATE INDEX push_messages_due ON push_messages (next_at, id);
