-- First answers to requests with an idempotency key, kept for 48 hours.
CREATE TABLE stored_answers (
  sender TEXT NOT NULL, -- personal: account, key or address
  request_key TEXT NOT NULL, -- internal
  request_hash TEXT NOT NULL, -- internal
  status BIGINT NOT NULL, -- internal
  content_type TEXT NOT NULL, -- internal
  location TEXT NOT NULL, -- personal: may hold a private tracking link
  body BYTEA NOT NULL, -- personal: what was answered
  answered_at BIGINT NOT NULL, -- internal
  PRIMARY KEY (sender, request_key)
);
CREATE INDEX stored_answers_age ON stored_answers (answered_at);
