-- When a crew is to do a work order, as a dispatcher planned it.
ALTER TABLE tasks ADD COLUMN planned_start BIGINT; -- internal
ALTER TABLE tasks ADD COLUMN planned_minutes BIGINT NOT NULL DEFAULT 0; -- internal
ALTER TABLE tasks ADD COLUMN plan_revision BIGINT NOT NULL DEFAULT 1; -- internal, grows whenever somebody plans it
ALTER TABLE tasks ADD COLUMN planned_by TEXT NOT NULL DEFAULT ''; -- personal
CREATE INDEX tasks_planned ON tasks (planned_start) WHERE planned_start IS NOT NULL;
CREATE INDEX tasks_unplanned ON tasks (position, id) WHERE is_over = 0 AND planned_start IS NULL;
