-- Replies that a city has prepared, with placeholders.
CREATE TABLE prepared_replies (
  id BIGINT PRIMARY KEY, -- internal
  title TEXT NOT NULL, -- internal
  service TEXT NOT NULL, -- internal, empty: all
  queue TEXT NOT NULL, -- internal, a queue or a pattern; empty: all
  language TEXT NOT NULL, -- internal
  text TEXT NOT NULL, -- internal
  uses BIGINT NOT NULL, -- internal
  changed_at BIGINT NOT NULL, -- internal
  changed_by TEXT NOT NULL -- personal
);
CREATE INDEX prepared_replies_by_language ON prepared_replies (language, title);
