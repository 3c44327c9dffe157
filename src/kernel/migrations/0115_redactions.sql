-- Photos of which parts are hidden: the row of `files` has the derived pictures, this one the original, for those who may see it.
CREATE TABLE file_originals (
  file_id BIGINT PRIMARY KEY REFERENCES files (id), -- internal
  boxes TEXT NOT NULL, -- internal: JSON, percent of the picture
  account_id BIGINT NOT NULL, -- internal: who hid the last part
  hidden_at BIGINT NOT NULL, -- internal
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
CREATE INDEX file_originals_large ON file_originals (large_hash);
CREATE INDEX file_originals_medium ON file_originals (medium_hash);
CREATE INDEX file_originals_small ON file_originals (small_hash);
