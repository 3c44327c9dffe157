CREATE TABLE drafts (
  token_hash TEXT PRIMARY KEY, -- secret, of the token in the address of the report's pages
  service TEXT NOT NULL, -- internal
  version BIGINT NOT NULL, -- internal
  language TEXT NOT NULL, -- internal
  channel TEXT NOT NULL, -- internal
  answers TEXT NOT NULL, -- personal, JSON by question id
  files TEXT NOT NULL, -- personal, JSON list of {question, file}
  contact TEXT NOT NULL, -- personal, JSON {name, email, phone}
  case_id BIGINT, -- internal, once sent
  number TEXT NOT NULL, -- internal, once sent
  created_at BIGINT NOT NULL, -- internal
  updated_at BIGINT NOT NULL -- internal
);
CREATE INDEX drafts_by_age ON drafts (updated_at);
