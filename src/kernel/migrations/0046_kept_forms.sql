-- What somebody wrote when their session had ended: kept until they have signed in again.
CREATE TABLE kept_forms (
  token_hash TEXT PRIMARY KEY, -- secret
  content TEXT NOT NULL, -- personal: sealed; path and fields
  kept_at BIGINT NOT NULL -- internal
);
