-- Outside bodies that the city hands cases to.
CREATE TABLE partners (
  id BIGINT PRIMARY KEY, -- internal
  name TEXT NOT NULL UNIQUE, -- public
  way TEXT NOT NULL, -- internal, mail or open311
  email TEXT NOT NULL, -- internal
  language TEXT NOT NULL, -- internal, of its mails
  endpoint TEXT NOT NULL, -- internal, https://other.example/open311/v2
  api_key TEXT NOT NULL, -- secret, sealed
  jurisdiction_id TEXT NOT NULL, -- internal
  service_codes TEXT NOT NULL, -- internal, JSON: our service to theirs
  statuses TEXT NOT NULL, -- internal, JSON: their status to ours
  active BIGINT NOT NULL, -- internal
  polled_until BIGINT NOT NULL, -- internal, updates before are known
  next_poll BIGINT NOT NULL, -- internal
  poll_fault TEXT NOT NULL -- internal
);

CREATE TABLE handovers (
  id BIGINT PRIMARY KEY, -- internal
  case_id BIGINT NOT NULL REFERENCES cases (id), -- internal
  partner_id BIGINT NOT NULL REFERENCES partners (id), -- internal
  state TEXT NOT NULL, -- internal, waiting, sent, failed or ended
  their_id TEXT NOT NULL, -- internal
  token TEXT NOT NULL, -- internal, while they have given no id
  reference TEXT NOT NULL, -- internal, ours; stands in what we send, so that an answer finds its way back
  made_at BIGINT NOT NULL, -- internal
  made_by TEXT NOT NULL -- personal
);
CREATE UNIQUE INDEX handovers_open ON handovers (case_id, partner_id) WHERE state IN ('waiting', 'sent');
CREATE INDEX handovers_theirs ON handovers (partner_id, their_id) WHERE their_id <> '';
CREATE INDEX handovers_by_case ON handovers (case_id, id);

-- What is still to be sent, and what was: each once.
CREATE TABLE handover_outbox (
  id BIGINT PRIMARY KEY, -- internal
  handover_id BIGINT NOT NULL REFERENCES handovers (id), -- internal
  event_id BIGINT NOT NULL, -- internal, 0 for the request itself
  kind TEXT NOT NULL, -- internal, request, token or update
  status TEXT NOT NULL, -- internal, of an update
  message TEXT NOT NULL, -- personal
  files TEXT NOT NULL, -- internal, ids with commas
  attempts BIGINT NOT NULL, -- internal
  next_at BIGINT, -- internal, empty: done or given up
  fault TEXT NOT NULL, -- internal
  echo BIGINT NOT NULL -- internal, 1 while their list may still show us our own update
);
CREATE UNIQUE INDEX handover_outbox_once ON handover_outbox (handover_id, event_id, kind);
CREATE INDEX handover_outbox_due ON handover_outbox (next_at, id) WHERE next_at IS NOT NULL;

CREATE TABLE handover_log (
  id BIGINT PRIMARY KEY, -- internal
  handover_id BIGINT NOT NULL REFERENCES handovers (id), -- internal
  at BIGINT NOT NULL, -- internal
  what TEXT NOT NULL, -- internal
  detail TEXT NOT NULL -- personal
);
CREATE INDEX handover_log_of ON handover_log (handover_id, id);
