-- Acts on many cases at once, so that they can be undone for some minutes.
CREATE TABLE bulk_acts (
  id BIGINT PRIMARY KEY, -- internal
  kind TEXT NOT NULL, -- internal
  account_id BIGINT NOT NULL, -- internal
  by_name TEXT NOT NULL, -- personal
  content TEXT NOT NULL, -- personal, JSON: what was done
  done_at BIGINT NOT NULL, -- internal
  undo_until BIGINT NOT NULL, -- internal
  undone_at BIGINT -- internal
);
CREATE INDEX bulk_acts_by_account ON bulk_acts (account_id, id);

CREATE TABLE bulk_items (
  bulk_id BIGINT NOT NULL REFERENCES bulk_acts (id), -- internal
  case_id BIGINT NOT NULL REFERENCES cases (id), -- internal
  result TEXT NOT NULL, -- internal, done, refused, undone or kept
  reason TEXT NOT NULL, -- internal, why it was refused or could not be undone
  before_json TEXT NOT NULL, -- internal, what undoing needs
  revision BIGINT NOT NULL, -- internal, of the case after the act
  PRIMARY KEY (bulk_id, case_id)
);

-- Events whose mails wait until nobody can undo them any more, or that nobody is told of.
CREATE TABLE held_events (
  event_id BIGINT PRIMARY KEY, -- internal
  until BIGINT NOT NULL, -- internal
  silent BIGINT NOT NULL -- internal
);
