-- Services that are being written, before they are published.
CREATE TABLE service_drafts (
  id BIGINT PRIMARY KEY, -- internal
  service TEXT NOT NULL, -- internal: the id that stands in the file
  base_version BIGINT NOT NULL, -- internal: the published version that it started from; 0: none
  revision BIGINT NOT NULL, -- internal: counts what was saved
  json TEXT NOT NULL, -- internal: the file as cityhall service fmt prints it
  state TEXT NOT NULL, -- internal: open, discarded or published
  begun_at BIGINT NOT NULL, -- internal
  begun_by BIGINT NOT NULL, -- internal
  saved_at BIGINT NOT NULL, -- internal
  saved_by BIGINT NOT NULL, -- internal
  publish_at BIGINT, -- internal: goes live by itself
  publish_by BIGINT NOT NULL, -- internal: who set that; 0: nobody
  fault TEXT NOT NULL -- internal: why it did not go live by itself
);
CREATE INDEX service_drafts_state ON service_drafts (state, saved_at);
CREATE INDEX service_drafts_due ON service_drafts (publish_at);

-- What a draft said before: for the way back, and to bring together what several people changed at once.
CREATE TABLE service_draft_revisions (
  draft_id BIGINT NOT NULL REFERENCES service_drafts (id), -- internal
  revision BIGINT NOT NULL, -- internal
  json TEXT NOT NULL, -- internal
  saved_at BIGINT NOT NULL, -- internal
  saved_by BIGINT NOT NULL, -- internal
  PRIMARY KEY (draft_id, revision)
);
