-- Who wants to be told what.
CREATE TABLE hooks (
  id BIGINT PRIMARY KEY, -- internal
  label TEXT NOT NULL, -- internal
  url TEXT NOT NULL, -- secret, may hold a token of the receiver
  owner_email TEXT NOT NULL, -- personal, who is told when it is paused
  events TEXT NOT NULL, -- internal, patterns with blanks between: case.closed task.* *
  services TEXT NOT NULL, -- internal, ids with blanks between; empty: all
  paused_at BIGINT, -- internal
  paused_why TEXT NOT NULL, -- internal
  failing_since BIGINT, -- internal, the first failure after the last success
  created_at BIGINT NOT NULL -- internal
);

-- While a secret is exchanged, both sign.
CREATE TABLE hook_secrets (
  id BIGINT PRIMARY KEY, -- internal
  hook_id BIGINT NOT NULL REFERENCES hooks (id), -- internal
  secret TEXT NOT NULL, -- secret, sealed
  created_at BIGINT NOT NULL, -- internal
  ends_at BIGINT -- internal, empty: the current one
);
CREATE INDEX hook_secrets_by_hook ON hook_secrets (hook_id, id);

CREATE TABLE hook_deliveries (
  id BIGINT PRIMARY KEY, -- internal
  hook_id BIGINT NOT NULL REFERENCES hooks (id), -- internal
  event_id BIGINT NOT NULL, -- internal
  type TEXT NOT NULL, -- internal
  state TEXT NOT NULL, -- internal, queued, delivered, given_up
  attempts BIGINT NOT NULL, -- internal, all
  tries BIGINT NOT NULL, -- internal, since it was queued or replayed
  next_at BIGINT NOT NULL, -- internal
  queued_at BIGINT NOT NULL, -- internal, when it was queued or replayed
  created_at BIGINT NOT NULL, -- internal
  delivered_at BIGINT, -- internal
  body TEXT NOT NULL -- personal, what is sent
);
CREATE UNIQUE INDEX hook_deliveries_once ON hook_deliveries (hook_id, event_id);
CREATE INDEX hook_deliveries_due ON hook_deliveries (hook_id, next_at, id) WHERE state = 'queued';
CREATE INDEX hook_deliveries_age ON hook_deliveries (created_at);

CREATE TABLE hook_attempts (
  delivery_id BIGINT NOT NULL REFERENCES hook_deliveries (id), -- internal
  number BIGINT NOT NULL, -- internal
  at BIGINT NOT NULL, -- internal
  status BIGINT NOT NULL, -- internal, 0: no answer
  milliseconds BIGINT NOT NULL, -- internal
  request_headers TEXT NOT NULL, -- internal
  answer TEXT NOT NULL, -- personal, the first 2,000 bytes
  fault TEXT NOT NULL, -- internal, why there was no answer
  PRIMARY KEY (delivery_id, number)
);
