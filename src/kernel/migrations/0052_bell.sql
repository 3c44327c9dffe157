-- What staff are told inside the program.
CREATE TABLE bell_items (
  id BIGINT PRIMARY KEY, -- internal
  account_id BIGINT NOT NULL, -- internal
  ring_key TEXT NOT NULL UNIQUE, -- internal: the same thing is told once
  kind TEXT NOT NULL, -- internal: mention, escalation, or what a service's rule names (case.opened, state:closed)
  case_id BIGINT NOT NULL, -- internal, or 0
  by_name TEXT NOT NULL, -- personal
  text TEXT NOT NULL, -- personal
  at BIGINT NOT NULL, -- internal
  read_at BIGINT, -- internal
  mailed_at BIGINT -- internal, also of what needs no mail
);
CREATE INDEX bell_unread ON bell_items (account_id, id) WHERE read_at IS NULL;
CREATE INDEX bell_all ON bell_items (account_id, id);

-- How somebody wants it by mail besides: at_once, daily or never. Without a row: at once.
CREATE TABLE bell_choices (
  account_id BIGINT PRIMARY KEY, -- internal
  mail TEXT NOT NULL, -- internal
  queue_work BIGINT NOT NULL, -- internal, 1: also what services tell queues and roles
  last_day BIGINT NOT NULL -- internal, day number of the last daily mail
);

-- Tags of cases, as staff write them: "winter-storm".
CREATE TABLE case_tags (
  case_id BIGINT NOT NULL REFERENCES cases (id), -- internal
  tag TEXT NOT NULL, -- internal
  tagged_at BIGINT NOT NULL, -- internal
  PRIMARY KEY (case_id, tag)
);
CREATE INDEX case_tags_by_tag ON case_tags (tag, case_id);

-- Each use of a tag, for what is talked about now.
CREATE TABLE tag_uses (
  event_id BIGINT NOT NULL, -- internal
  tag TEXT NOT NULL, -- internal
  at BIGINT NOT NULL, -- internal
  PRIMARY KEY (event_id, tag)
);
CREATE INDEX tag_uses_at ON tag_uses (at, tag);
CREATE INDEX tag_uses_by_tag ON tag_uses (tag, event_id);

-- Internal notes in order of time, for the feed; their words stand in the events.
CREATE TABLE case_notes (
  event_id BIGINT PRIMARY KEY, -- internal
  case_id BIGINT NOT NULL REFERENCES cases (id), -- internal
  account_id BIGINT NOT NULL, -- internal
  queue TEXT NOT NULL -- internal
);
CREATE INDEX case_notes_by_author ON case_notes (account_id, event_id);
CREATE INDEX case_notes_by_queue ON case_notes (queue, event_id);

CREATE TABLE note_mentions (
  account_id BIGINT NOT NULL, -- internal
  event_id BIGINT NOT NULL, -- internal
  PRIMARY KEY (account_id, event_id)
);
