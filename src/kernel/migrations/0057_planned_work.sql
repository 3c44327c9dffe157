-- Work in several steps: when one is done, the next begins.
CREATE TABLE task_plans (
  id BIGINT PRIMARY KEY, -- internal
  name TEXT NOT NULL UNIQUE, -- internal
  service TEXT NOT NULL, -- internal, whose work orders begin with it by themselves; empty: chosen by hand
  steps TEXT NOT NULL -- internal, one on each line: title = queue
);

CREATE TABLE chain_steps (
  case_id BIGINT NOT NULL REFERENCES cases (id), -- internal
  position BIGINT NOT NULL, -- internal
  title TEXT NOT NULL, -- internal
  queue TEXT NOT NULL, -- internal, empty: that of the case
  task_id BIGINT NOT NULL, -- internal, or 0 while it waits
  done_at BIGINT, -- internal
  PRIMARY KEY (case_id, position)
);
CREATE INDEX chain_steps_by_task ON chain_steps (task_id) WHERE task_id <> 0;

-- Work that comes back by the calendar.
CREATE TABLE recurrences (
  id BIGINT PRIMARY KEY, -- internal
  name TEXT NOT NULL, -- internal
  service TEXT NOT NULL, -- internal
  description TEXT NOT NULL, -- internal
  address TEXT NOT NULL, -- internal, or latitude, longitude
  rule TEXT NOT NULL, -- internal, FREQ=WEEKLY;BYDAY=MO (RFC 5545)
  starts_on TEXT NOT NULL, -- internal, date
  on_holidays TEXT NOT NULL, -- internal, same, next or skip
  next_on TEXT NOT NULL, -- internal, date of the next time by the rule; empty: over
  active BIGINT NOT NULL, -- internal
  fault TEXT NOT NULL -- internal, why the last one could not be opened
);
