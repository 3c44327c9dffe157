-- Photos that Open311 clients named by address, to be fetched after the commit.
CREATE TABLE open311_media (
  id BIGINT PRIMARY KEY, -- internal
  case_id BIGINT NOT NULL, -- internal
  url TEXT NOT NULL, -- personal, may name an account elsewhere
  finished BIGINT NOT NULL, -- internal, 1: it shows the finished work
  attempts BIGINT NOT NULL, -- internal
  next_at BIGINT, -- internal, empty: settled
  fault TEXT NOT NULL -- internal, why it was given up
);
CREATE UNIQUE INDEX open311_media_once ON open311_media (case_id, url);
CREATE INDEX open311_media_due ON open311_media (next_at) WHERE next_at IS NOT NULL;
