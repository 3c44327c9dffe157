-- Photos: re-encoded in three sizes, each a blob by the hash of its bytes.
CREATE TABLE files (
  id BIGINT PRIMARY KEY, -- internal
  media_type TEXT NOT NULL, -- internal
  purpose TEXT NOT NULL, -- internal: report, work-before, work-after, update
  visibility TEXT NOT NULL, -- internal: staff, everyone
  account_id BIGINT NOT NULL, -- internal: who uploaded it; 0 for none
  api_key_id BIGINT NOT NULL, -- internal: 0 for none
  uploaded_at BIGINT NOT NULL, -- internal
  large_hash TEXT NOT NULL, -- internal
  large_width BIGINT NOT NULL, -- internal
  large_height BIGINT NOT NULL, -- internal
  large_bytes BIGINT NOT NULL, -- internal
  medium_hash TEXT NOT NULL, -- internal
  medium_width BIGINT NOT NULL, -- internal
  medium_height BIGINT NOT NULL, -- internal
  medium_bytes BIGINT NOT NULL, -- internal
  small_hash TEXT NOT NULL, -- internal
  small_width BIGINT NOT NULL, -- internal
  small_height BIGINT NOT NULL, -- internal
  small_bytes BIGINT NOT NULL -- internal
);
CREATE INDEX files_large ON files (large_hash);
CREATE INDEX files_medium ON files (medium_hash);
CREATE INDEX files_small ON files (small_hash);
