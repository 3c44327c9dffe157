CREATE TABLE settings (
  id BIGINT PRIMARY KEY, -- internal: always 1
  document TEXT NOT NULL -- secret: JSON; the passwords in it are sealed
);

CREATE TABLE settings_changes (
  id BIGINT PRIMARY KEY, -- internal
  at BIGINT NOT NULL, -- internal
  account_id BIGINT NOT NULL, -- internal
  actor_name TEXT NOT NULL, -- personal
  before_json TEXT NOT NULL, -- internal: without secrets
  after_json TEXT NOT NULL -- internal: without secrets
);
