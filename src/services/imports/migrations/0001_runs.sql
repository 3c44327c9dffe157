-- Imports of requests: how far each file was read, written in the transaction of the rows themselves.
CREATE TABLE import_runs (
  id BIGINT PRIMARY KEY, -- internal
  source TEXT NOT NULL, -- internal
  file_hash TEXT NOT NULL, -- internal
  file_name TEXT NOT NULL, -- internal
  next_offset BIGINT NOT NULL, -- internal, the first byte that was not imported
  next_line BIGINT NOT NULL, -- internal
  counts TEXT NOT NULL, -- internal, JSON
  started_at BIGINT NOT NULL, -- internal
  updated_at BIGINT NOT NULL, -- internal
  finished_at BIGINT -- internal
);
CREATE UNIQUE INDEX import_runs_of_file ON import_runs (source, file_hash);

-- Rows that could not be taken, until the run is finished and they are in the reject file.
CREATE TABLE import_rejects (
  run_id BIGINT NOT NULL REFERENCES import_runs (id), -- internal
  line BIGINT NOT NULL, -- internal
  reason TEXT NOT NULL, -- internal
  raw TEXT NOT NULL, -- personal, the row as it stood
  PRIMARY KEY (run_id, line)
);
