-- What the reporter says about the work: one answer for each request, which may be changed for a while.
CREATE TABLE case_ratings (
  case_id BIGINT PRIMARY KEY REFERENCES cases (id), -- internal
  service TEXT NOT NULL, -- internal: when it was rated
  score BIGINT NOT NULL, -- internal: 1 worst … 5 best
  comment TEXT NOT NULL, -- personal
  rated_at BIGINT NOT NULL, -- internal: the first answer
  changed_at BIGINT NOT NULL -- internal
);
CREATE INDEX case_ratings_by_time ON case_ratings (rated_at, service, score);

-- Mails that a definition wants some time after the closure.
CREATE TABLE case_follow_ups (
  case_id BIGINT NOT NULL REFERENCES cases (id), -- internal
  template TEXT NOT NULL, -- internal
  closed_at BIGINT NOT NULL, -- internal: of the closure that it belongs to
  due_at BIGINT NOT NULL, -- internal
  PRIMARY KEY (case_id, template)
);
CREATE INDEX case_follow_ups_due ON case_follow_ups (due_at);
