-- When a crew works, and where its day begins.
CREATE TABLE crew_shifts (
  crew_id BIGINT PRIMARY KEY, -- internal
  starts_minute BIGINT NOT NULL, -- internal, after midnight
  ends_minute BIGINT NOT NULL, -- internal, after midnight
  base_address TEXT NOT NULL, -- internal
  base_latitude DOUBLE PRECISION, -- internal
  base_longitude DOUBLE PRECISION -- internal
);

-- What was done on the board, so that it can be undone.
CREATE TABLE plan_acts (
  id BIGINT PRIMARY KEY, -- internal
  made_at BIGINT NOT NULL, -- internal
  account_id BIGINT NOT NULL, -- internal
  day TEXT NOT NULL, -- internal, that of the board on which it is shown
  moves TEXT NOT NULL, -- internal, JSON: each work order, where it stood, and its revision after the act
  undone_at BIGINT -- internal
);
CREATE INDEX plan_acts_by_time ON plan_acts (made_at);
