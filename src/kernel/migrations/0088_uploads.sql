-- Photos that come in parts over a weak signal; a row goes when its photo is a file or nobody went on with it.
CREATE TABLE uploads (
  id TEXT PRIMARY KEY, -- internal, made by the device
  account_id BIGINT NOT NULL, -- internal
  hash TEXT NOT NULL, -- internal, SHA-256 of the whole as the device said it
  bytes BIGINT NOT NULL, -- internal, of the whole
  received BIGINT NOT NULL, -- internal, bytes so far
  file_id BIGINT NOT NULL, -- internal, 0: not complete
  touched_at BIGINT NOT NULL -- internal
);
CREATE INDEX uploads_by_age ON uploads (touched_at);
CREATE INDEX uploads_by_account ON uploads (account_id) WHERE file_id = 0;

CREATE TABLE upload_parts (
  upload_id TEXT NOT NULL REFERENCES uploads (id), -- internal
  start BIGINT NOT NULL, -- internal, offset of the first byte
  content BYTEA NOT NULL, -- personal
  PRIMARY KEY (upload_id, start)
);
