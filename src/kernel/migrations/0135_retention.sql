-- What is left of a request whose time of keeping is over: what figures need, and nothing about a person.
CREATE TABLE removed_cases (
  id BIGINT PRIMARY KEY, -- internal
  number TEXT NOT NULL, -- public
  service TEXT NOT NULL, -- public
  version BIGINT NOT NULL, -- public, of the definition
  is_public BIGINT NOT NULL, -- public, everybody could see it
  channel TEXT NOT NULL, -- public
  owner TEXT NOT NULL, -- public
  priority BIGINT NOT NULL, -- internal
  outcome TEXT NOT NULL, -- public
  zones TEXT NOT NULL, -- public, ids as ",12,34,"
  cell BIGINT, -- public, square of the map of some 200 metres, see places/cell.h
  opened_at BIGINT NOT NULL, -- public
  closed_at BIGINT, -- public
  due_at BIGINT, -- public
  score BIGINT NOT NULL, -- internal, how the work was rated; 0: it was not
  removed_at BIGINT NOT NULL -- public
);
CREATE UNIQUE INDEX removed_cases_number ON removed_cases (number);
CREATE INDEX removed_cases_service ON removed_cases (service, closed_at);

-- Events of which the words were taken out: what the row says now is sealed by the event that tells of the removal.
CREATE TABLE event_removals (
  event_id BIGINT PRIMARY KEY, -- internal
  removal_id BIGINT NOT NULL, -- internal, the event that tells of it
  rest BYTEA NOT NULL -- internal, SHA-256 of what is left
);
CREATE INDEX event_removals_by_removal ON event_removals (removal_id, event_id);

-- Photos of what was removed, until it is clear that nothing else shows them.
CREATE TABLE loose_files (
  file_id BIGINT PRIMARY KEY -- internal
);

-- What was removed on each day (of the city's zone): counts only.
CREATE TABLE removal_log (
  day BIGINT NOT NULL, -- internal, days since 1970-01-01
  why TEXT NOT NULL, -- internal, time or wish
  service TEXT NOT NULL, -- internal
  cases BIGINT NOT NULL, -- internal
  people BIGINT NOT NULL, -- internal, whom nothing else mentioned
  photos BIGINT NOT NULL, -- internal
  PRIMARY KEY (day, why, service)
);

-- Somebody said that a request, or all about a person, must be kept: a court case, an audit. It beats the time of keeping.
CREATE TABLE legal_holds (
  id BIGINT PRIMARY KEY, -- internal
  case_id BIGINT NOT NULL, -- internal, or 0
  party_id BIGINT NOT NULL, -- internal, or 0: all requests of that person
  reason TEXT NOT NULL, -- personal, may name people
  set_at BIGINT NOT NULL, -- internal
  set_by TEXT NOT NULL, -- personal
  lifted_at BIGINT, -- internal
  lifted_by TEXT NOT NULL -- personal
);
CREATE INDEX legal_holds_case ON legal_holds (case_id) WHERE lifted_at IS NULL;
CREATE INDEX legal_holds_party ON legal_holds (party_id) WHERE lifted_at IS NULL;

-- What the removal asks for each request, and each row that refers to one.
CREATE INDEX cases_closed ON cases (service, version, closed_at, id) WHERE is_open = 0;
CREATE INDEX bell_items_case ON bell_items (case_id);
CREATE INDEX bulk_items_case ON bulk_items (case_id);
CREATE INDEX call_backs_interaction ON call_backs (interaction_id) WHERE interaction_id IS NOT NULL;
CREATE INDEX case_assets_case ON case_assets (case_id);
CREATE INDEX case_bonds_case ON case_bonds (case_id);
CREATE INDEX case_bonds_of_main ON case_bonds (main_id);
CREATE INDEX case_notes_case ON case_notes (case_id);
CREATE INDEX incoming_messages_case ON incoming_messages (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX incoming_messages_interaction ON incoming_messages (interaction_id) WHERE interaction_id IS NOT NULL;
CREATE INDEX notices_email ON notices (email);
CREATE INDEX outside_updates_case ON outside_updates (case_id);
CREATE INDEX events_by_party ON events (party_id, id) WHERE party_id IS NOT NULL;

-- Who wants to be forgotten while a request of theirs is still open: done when it is closed.
CREATE TABLE erasure_wishes (
  party_id BIGINT PRIMARY KEY, -- internal
  wished_at BIGINT NOT NULL -- internal
);
