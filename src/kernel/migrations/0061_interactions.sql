-- One contact through one channel: a call, a visit at the counter, a text message, a mail.
CREATE TABLE interactions (
  id BIGINT PRIMARY KEY, -- internal
  channel TEXT NOT NULL, -- internal
  started_at BIGINT NOT NULL, -- internal
  taken_at BIGINT, -- internal, when an agent began; empty while it waits, and where a machine answered
  ended_at BIGINT, -- internal
  agent BIGINT NOT NULL, -- internal, account or 0
  queue TEXT NOT NULL, -- internal
  wrap_up TEXT NOT NULL, -- internal, a code; empty until it ended
  party_id BIGINT, -- internal
  case_id BIGINT, -- internal
  topic TEXT NOT NULL, -- internal, a service or empty
  external_id TEXT NOT NULL, -- internal, of the telephone provider
  language TEXT NOT NULL, -- personal
  caller_name TEXT NOT NULL, -- personal
  caller_contact TEXT NOT NULL, -- personal, number or address
  caller_key TEXT NOT NULL, -- personal, the same for comparison
  name_key TEXT NOT NULL, -- personal, folded
  note TEXT NOT NULL, -- personal
  draft TEXT NOT NULL -- personal, what the agent has typed so far
);
CREATE INDEX interactions_started ON interactions (started_at);
CREATE INDEX interactions_open ON interactions (started_at) WHERE ended_at IS NULL;
CREATE INDEX interactions_by_party ON interactions (party_id, started_at) WHERE party_id IS NOT NULL;
CREATE INDEX interactions_by_caller ON interactions (caller_key, started_at) WHERE caller_key <> '';
CREATE INDEX interactions_by_name ON interactions (name_key, started_at) WHERE name_key <> '';
CREATE INDEX interactions_by_agent ON interactions (agent, started_at) WHERE agent <> 0;
CREATE INDEX interactions_by_case ON interactions (case_id) WHERE case_id IS NOT NULL;
CREATE UNIQUE INDEX interactions_external ON interactions (external_id) WHERE external_id <> '';

-- Somebody wants to be called.
CREATE TABLE call_backs (
  id BIGINT PRIMARY KEY, -- internal
  created_at BIGINT NOT NULL, -- internal
  next_at BIGINT NOT NULL, -- internal, not to be called before
  state TEXT NOT NULL, -- internal, waiting, taken, done or given_up
  agent BIGINT NOT NULL, -- internal, account or 0
  queue TEXT NOT NULL, -- internal
  attempts BIGINT NOT NULL, -- internal
  ended_at BIGINT, -- internal
  interaction_id BIGINT, -- internal, in which it was asked for
  external_id TEXT NOT NULL, -- internal
  language TEXT NOT NULL, -- personal
  name TEXT NOT NULL, -- personal
  phone TEXT NOT NULL, -- personal
  reason TEXT NOT NULL -- personal
);
CREATE INDEX call_backs_open ON call_backs (next_at) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX call_backs_external ON call_backs (external_id) WHERE external_id <> '';
