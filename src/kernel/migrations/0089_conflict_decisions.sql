-- What a dispatcher decided about an operation that did not fit.
ALTER TABLE task_operations ADD COLUMN decision TEXT NOT NULL DEFAULT ''; -- internal: accepted, changed, discarded, settled; empty: nothing yet
ALTER TABLE task_operations ADD COLUMN settled_by TEXT NOT NULL DEFAULT ''; -- personal
ALTER TABLE task_operations ADD COLUMN settled_at BIGINT; -- internal
CREATE INDEX task_operations_told ON task_operations (account_id, received_at) WHERE result = 'conflict';
