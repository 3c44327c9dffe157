-- Cases that are handled together: a member follows its main case.
ALTER TABLE cases ADD COLUMN main_id BIGINT NOT NULL DEFAULT 0; -- internal, the case that this one follows, or 0

CREATE TABLE case_bonds (
  id BIGINT PRIMARY KEY, -- internal
  case_id BIGINT NOT NULL REFERENCES cases (id), -- internal, the member
  main_id BIGINT NOT NULL REFERENCES cases (id), -- internal
  kind TEXT NOT NULL, -- internal, duplicate or incident
  came_with BIGINT NOT NULL, -- internal, the bond of the case that brought this member along, or 0
  made_at BIGINT NOT NULL, -- internal
  made_by TEXT NOT NULL, -- personal
  ended_at BIGINT -- internal
);
CREATE UNIQUE INDEX case_bonds_member ON case_bonds (case_id) WHERE ended_at IS NULL;
CREATE INDEX case_bonds_main ON case_bonds (main_id, made_at, id) WHERE ended_at IS NULL;
CREATE INDEX case_bonds_company ON case_bonds (came_with) WHERE came_with <> 0;

-- Two cases that came out of one report.
CREATE TABLE case_splits (
  case_id BIGINT PRIMARY KEY REFERENCES cases (id), -- internal, the new one
  from_id BIGINT NOT NULL REFERENCES cases (id), -- internal
  made_at BIGINT NOT NULL -- internal
);
CREATE INDEX case_splits_from ON case_splits (from_id);

-- A member is no work of its own: the lists of open work leave it out.
DROP INDEX cases_inbox;
CREATE INDEX cases_inbox ON cases (due_key, id, queue, state, priority, service, channel, assignee, opened_at, updated_at, zones)
  WHERE is_open = 1 AND main_id = 0;
DROP INDEX cases_load;
CREATE INDEX cases_load ON cases (queue, due_key, assignee) WHERE is_open = 1 AND main_id = 0;
DROP INDEX cases_untold;
CREATE INDEX cases_untold ON cases (due_key) WHERE is_open = 1 AND main_id = 0 AND overdue_told <> due_key;
