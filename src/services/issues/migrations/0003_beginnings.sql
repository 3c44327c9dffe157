-- A report of which we have a photo or the place, and not yet what it is about.
CREATE TABLE beginnings (
  token_hash TEXT PRIMARY KEY, -- secret, of the token in the address of its pages
  language TEXT NOT NULL, -- internal
  place TEXT NOT NULL, -- personal, JSON {lat, long, address} or null
  files TEXT NOT NULL, -- personal, JSON list of file ids
  updated_at BIGINT NOT NULL -- internal
);
CREATE INDEX beginnings_by_age ON beginnings (updated_at);
