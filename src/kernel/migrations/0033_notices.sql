CREATE TABLE notices (
  id BIGINT PRIMARY KEY, -- internal
  notice_key TEXT NOT NULL UNIQUE, -- internal: the same thing is told once
  template TEXT NOT NULL, -- internal
  email TEXT NOT NULL, -- personal
  language TEXT NOT NULL, -- internal
  case_id BIGINT NOT NULL, -- internal: 0 for none
  photo_file_id BIGINT NOT NULL, -- internal: 0 for none
  content TEXT NOT NULL, -- personal: JSON values for the template; sealed while is_secret, emptied when sent
  is_secret BIGINT NOT NULL, -- internal
  state TEXT NOT NULL, -- internal: queued, sending, sent, failed, uncertain
  attempts BIGINT NOT NULL, -- internal
  queued_at BIGINT NOT NULL, -- internal
  due_at BIGINT NOT NULL, -- internal: the next attempt
  sent_at BIGINT, -- internal
  fault TEXT NOT NULL -- internal: the last answer of the mail server
);
CREATE INDEX notices_due ON notices (state, due_at);
CREATE INDEX notices_case ON notices (case_id);
