-- One instance of a service. What is sorted and filtered stands first; long texts last.
CREATE TABLE cases (
  id BIGINT PRIMARY KEY, -- public
  number TEXT NOT NULL, -- public
  service TEXT NOT NULL, -- public
  version BIGINT NOT NULL, -- public, of the definition
  state TEXT NOT NULL, -- public
  is_open BIGINT NOT NULL, -- public
  is_public BIGINT NOT NULL, -- public, the service shows its cases to everybody
  priority BIGINT NOT NULL, -- internal
  queue TEXT NOT NULL, -- internal
  owner TEXT NOT NULL, -- public
  handoff TEXT NOT NULL, -- public
  assignee BIGINT NOT NULL, -- internal, account or 0
  channel TEXT NOT NULL, -- public
  language TEXT NOT NULL, -- personal
  latitude DOUBLE PRECISION, -- public
  longitude DOUBLE PRECISION, -- public
  cell BIGINT, -- internal, square of the map, see places/cell.h
  opened_at BIGINT NOT NULL, -- public
  updated_at BIGINT NOT NULL, -- public
  closed_at BIGINT, -- public
  due_at BIGINT, -- public, empty while the clock is paused
  due_key BIGINT NOT NULL, -- internal, due_at or the greatest number, for sorting
  sla_period TEXT NOT NULL, -- internal, the period that due_at was counted with
  paused_left BIGINT, -- internal, microseconds that were left when the clock was paused
  overdue_told BIGINT NOT NULL, -- internal, the due time that case.overdue was told for
  state_since BIGINT NOT NULL, -- internal
  moves_at BIGINT, -- internal, when the state ends by itself
  reporter_id BIGINT, -- internal, a party
  revision BIGINT NOT NULL, -- internal
  zones TEXT NOT NULL, -- public, ids as ",12,34,"
  outcome TEXT NOT NULL, -- public
  address_id BIGINT NOT NULL, -- public, or 0
  address TEXT NOT NULL, -- public
  zip TEXT NOT NULL, -- public
  agency TEXT NOT NULL, -- public
  external_source TEXT NOT NULL, -- internal
  external_id TEXT NOT NULL, -- public
  title TEXT NOT NULL, -- public
  closing_message TEXT NOT NULL, -- public
  public_note TEXT NOT NULL, -- public, the last message to the reporter
  description TEXT NOT NULL, -- personal, what somebody wrote: may name people
  answers TEXT NOT NULL -- personal, a JSON object without the personal answers
);
CREATE UNIQUE INDEX cases_number ON cases (number);
CREATE UNIQUE INDEX cases_external ON cases (external_source, external_id) WHERE external_id <> '';
CREATE INDEX cases_opened ON cases (opened_at, id);
CREATE INDEX cases_updated ON cases (updated_at, id);
CREATE INDEX cases_service ON cases (service, opened_at, id);
CREATE INDEX cases_queue ON cases (queue, opened_at, id);
CREATE INDEX cases_reporter ON cases (reporter_id, id) WHERE reporter_id IS NOT NULL;
CREATE INDEX cases_assignee ON cases (assignee, opened_at, id) WHERE assignee <> 0;
CREATE INDEX cases_moving ON cases (moves_at) WHERE moves_at IS NOT NULL;
-- The inbox walks this and nothing else: all that it filters by and sorts by.
CREATE INDEX cases_inbox ON cases (due_key, id, queue, state, priority, service, channel, assignee, opened_at, updated_at, zones)
  WHERE is_open = 1;
-- For the counts of open cases per queue.
CREATE INDEX cases_load ON cases (queue, due_key, assignee) WHERE is_open = 1;
-- Open cases whose due time nobody was told to have passed.
CREATE INDEX cases_untold ON cases (due_key) WHERE is_open = 1 AND overdue_told <> due_key;
CREATE INDEX cases_nearby ON cases (cell, service, opened_at) WHERE is_open = 1 AND cell IS NOT NULL;

-- Gap-free numbers, counted in the transaction that uses them.
CREATE TABLE number_sequences (
  pattern TEXT NOT NULL, -- internal
  year BIGINT NOT NULL, -- internal
  last BIGINT NOT NULL, -- internal
  PRIMARY KEY (pattern, year)
);

-- For lists of one zone without regard to the state.
CREATE TABLE case_zones (
  zone_id BIGINT NOT NULL, -- public
  opened_at BIGINT NOT NULL, -- public
  case_id BIGINT NOT NULL -- public
);
CREATE INDEX case_zones_by_zone ON case_zones (zone_id, opened_at, case_id);

-- What a reporter gave that is about themselves; apart, so that it can be erased without the case.
CREATE TABLE case_people (
  case_id BIGINT PRIMARY KEY REFERENCES cases (id), -- internal
  reporter_name TEXT NOT NULL, -- personal, as given with this case
  answers TEXT NOT NULL -- personal, a JSON object of the personal answers
);

-- When the clock stood still.
CREATE TABLE case_pauses (
  case_id BIGINT NOT NULL REFERENCES cases (id), -- internal
  paused_at BIGINT NOT NULL, -- internal
  resumed_at BIGINT, -- internal
  due_before BIGINT, -- internal
  due_after BIGINT, -- internal
  PRIMARY KEY (case_id, paused_at)
);

CREATE TABLE case_files (
  case_id BIGINT NOT NULL REFERENCES cases (id), -- internal
  file_id BIGINT NOT NULL, -- internal
  purpose TEXT NOT NULL, -- internal
  visibility TEXT NOT NULL, -- internal, public, reporter or staff
  added_at BIGINT NOT NULL, -- internal
  PRIMARY KEY (case_id, file_id)
);

CREATE TABLE case_followers (
  case_id BIGINT NOT NULL REFERENCES cases (id), -- internal
  party_id BIGINT NOT NULL REFERENCES parties (id), -- personal
  language TEXT NOT NULL, -- personal
  followed_at BIGINT NOT NULL, -- internal
  PRIMARY KEY (case_id, party_id)
);

-- Updates that other systems sent; each counts once.
CREATE TABLE outside_updates (
  id BIGINT PRIMARY KEY, -- internal
  source TEXT NOT NULL, -- internal
  update_id TEXT NOT NULL, -- internal
  case_id BIGINT NOT NULL REFERENCES cases (id), -- internal
  received_at BIGINT NOT NULL -- internal
);
CREATE UNIQUE INDEX outside_updates_once ON outside_updates (source, update_id);
