-- "This is mine too": one row for each further person behind a request.
CREATE TABLE case_supports (
  case_id BIGINT NOT NULL REFERENCES cases (id), -- internal
  supporter TEXT NOT NULL, -- personal, tells two people apart: a party, or the hash of a report that was not sent
  supported_at BIGINT NOT NULL, -- internal
  PRIMARY KEY (case_id, supporter)
);
