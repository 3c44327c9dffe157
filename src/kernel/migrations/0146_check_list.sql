-- What a crew has ticked at a work order: one row for each item that is ticked now. The operations say who ticked what when.
CREATE TABLE task_ticks (
  task_id BIGINT NOT NULL REFERENCES tasks (id), -- internal
  item TEXT NOT NULL, -- internal
  ticked_by TEXT NOT NULL, -- personal
  ticked_at BIGINT NOT NULL, -- internal
  PRIMARY KEY (task_id, item)
);
ALTER TABLE task_operations ADD COLUMN item TEXT NOT NULL DEFAULT ''; -- internal, of the check list
-- What crews handed back, for the dispatchers' list.
CREATE INDEX tasks_declined ON tasks (case_id, id) WHERE state = 'declined';
