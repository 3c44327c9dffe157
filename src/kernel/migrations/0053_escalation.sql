-- What happens when time passes: rules of the city beside those of a definition.
CREATE TABLE escalation_rules (
  id BIGINT PRIMARY KEY, -- internal
  service TEXT NOT NULL, -- internal, empty: all
  queue TEXT NOT NULL, -- internal, streets/N or streets/*; empty: all
  moment TEXT NOT NULL, -- internal, before_due, after_due, after_opened or unassigned
  minutes BIGINT NOT NULL, -- internal
  step TEXT NOT NULL, -- internal, tell_owner, tell_lead, raise_priority or move_queue
  target TEXT NOT NULL, -- internal, the queue to move to
  active BIGINT NOT NULL, -- internal
  made_at BIGINT NOT NULL -- internal, what passed before is left alone
);

-- Each step happens once for each due time.
CREATE TABLE escalations_done (
  case_id BIGINT NOT NULL REFERENCES cases (id), -- internal
  rule_id BIGINT NOT NULL, -- internal
  mark BIGINT NOT NULL, -- internal, the due time that was meant; 0 where none is
  done_at BIGINT NOT NULL, -- internal
  PRIMARY KEY (case_id, rule_id, mark)
);

CREATE TABLE queue_leads (
  queue TEXT PRIMARY KEY, -- internal, a queue or a pattern such as streets/*
  account_id BIGINT NOT NULL -- internal
);
