-- Appended facts. Rows are never changed; event_seals proves it.
CREATE TABLE events (
  id BIGINT PRIMARY KEY, -- public
  at BIGINT NOT NULL, -- public
  type TEXT NOT NULL, -- public
  case_id BIGINT, -- internal
  task_id BIGINT, -- internal
  party_id BIGINT, -- internal
  crew_id BIGINT, -- internal
  actor_kind BIGINT NOT NULL, -- internal
  account_id BIGINT, -- internal
  key_id BIGINT, -- internal
  actor_name TEXT NOT NULL, -- personal
  data TEXT NOT NULL -- personal, a JSON object
);
CREATE INDEX events_by_case ON events (case_id, id) WHERE case_id IS NOT NULL;
-- What the public and other systems may follow: the list of updates reads this.
CREATE INDEX events_of_progress ON events (id) WHERE type IN ('case.state_changed', 'case.closed', 'case.reopened', 'case.replied');

-- How far each consumer has read.
CREATE TABLE consumers (
  name TEXT PRIMARY KEY, -- internal
  last_event BIGINT NOT NULL, -- internal
  updated_at BIGINT NOT NULL -- internal
);

-- Events that a consumer could not handle: tried again later, and at last left for an operator.
CREATE TABLE parked_events (
  consumer TEXT NOT NULL, -- internal
  event_id BIGINT NOT NULL, -- internal
  attempts BIGINT NOT NULL, -- internal
  next_at BIGINT NOT NULL, -- internal, when it is tried again; the greatest number: never by itself
  error TEXT NOT NULL, -- internal
  parked_at BIGINT NOT NULL, -- internal
  PRIMARY KEY (consumer, event_id)
);

-- hash = SHA-256(hash before, canonical bytes of the event)
CREATE TABLE event_seals (
  event_id BIGINT PRIMARY KEY, -- internal
  hash BYTEA NOT NULL -- internal
);

CREATE TABLE job_runs (
  name TEXT PRIMARY KEY, -- internal
  last_run BIGINT NOT NULL, -- internal
  last_error TEXT NOT NULL -- internal
);
