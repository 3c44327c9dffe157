CREATE TABLE tasks (
  id BIGINT PRIMARY KEY, -- internal
  number TEXT NOT NULL, -- internal
  kind TEXT NOT NULL, -- internal
  case_id BIGINT NOT NULL REFERENCES cases (id), -- internal
  crew_id BIGINT NOT NULL, -- internal
  assignee BIGINT NOT NULL, -- internal, account or 0
  state TEXT NOT NULL, -- internal
  is_over BIGINT NOT NULL, -- internal
  priority BIGINT NOT NULL, -- internal
  due_at BIGINT, -- internal
  position DOUBLE PRECISION NOT NULL, -- internal, order within the crew
  created_at BIGINT NOT NULL, -- internal
  started_at BIGINT, -- internal
  ended_at BIGINT, -- internal
  minutes BIGINT NOT NULL, -- internal
  outcome TEXT NOT NULL, -- internal
  version BIGINT NOT NULL, -- internal
  title TEXT NOT NULL, -- internal
  description TEXT NOT NULL -- personal, may repeat what the reporter wrote
);
CREATE INDEX tasks_by_case ON tasks (case_id, id);
CREATE INDEX tasks_to_do ON tasks (crew_id, position, id) WHERE is_over = 0;
CREATE INDEX tasks_over ON tasks (crew_id, ended_at) WHERE is_over = 1;

-- What crews did, as their devices recorded it; never changed except for how a conflict was settled.
CREATE TABLE task_operations (
  id TEXT PRIMARY KEY, -- internal, made by the device
  task_id BIGINT NOT NULL REFERENCES tasks (id), -- internal
  kind TEXT NOT NULL, -- internal
  base_version BIGINT NOT NULL, -- internal
  device_time BIGINT NOT NULL, -- internal
  received_at BIGINT NOT NULL, -- internal
  account_id BIGINT NOT NULL, -- internal
  by_name TEXT NOT NULL, -- personal
  note TEXT NOT NULL, -- personal
  minutes BIGINT NOT NULL, -- internal
  materials TEXT NOT NULL, -- internal
  outcome TEXT NOT NULL, -- internal
  files TEXT NOT NULL, -- internal, ids with commas
  result TEXT NOT NULL, -- internal, applied or conflict
  state_after TEXT NOT NULL, -- internal
  version_after BIGINT NOT NULL, -- internal
  conflict TEXT NOT NULL, -- internal, why it could not be applied
  settled TEXT NOT NULL -- internal, what a dispatcher decided; empty: nothing yet
);
CREATE INDEX task_operations_by_task ON task_operations (task_id);
CREATE INDEX task_operations_in_conflict ON task_operations (received_at) WHERE result = 'conflict' AND settled = '';
