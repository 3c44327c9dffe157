-- Who may report for others, where and what; see kernel/delegations.
CREATE TABLE delegations (
  id BIGINT PRIMARY KEY, -- internal
  account_id BIGINT NOT NULL UNIQUE, -- internal
  organisation TEXT NOT NULL, -- internal
  source TEXT NOT NULL, -- public: stands with each report as its agency
  services TEXT NOT NULL, -- internal: ids with commas; empty: all
  zones TEXT NOT NULL, -- internal: ids with commas; empty: the whole city
  course TEXT NOT NULL, -- internal: empty: no training is asked for
  valid_until BIGINT, -- internal: end of the newest certificate of that course
  active BIGINT NOT NULL, -- internal
  revision BIGINT NOT NULL, -- internal
  made_at BIGINT NOT NULL -- internal
);

-- API keys that report under a delegation.
CREATE TABLE delegation_keys (
  key_id BIGINT PRIMARY KEY, -- internal
  delegation_id BIGINT NOT NULL REFERENCES delegations (id) -- internal
);
CREATE INDEX delegation_keys_delegation ON delegation_keys (delegation_id);

CREATE TABLE delegated_cases (
  case_id BIGINT PRIMARY KEY REFERENCES cases (id), -- internal
  delegation_id BIGINT NOT NULL REFERENCES delegations (id) -- internal
);
CREATE INDEX delegated_cases_delegation ON delegated_cases (delegation_id, case_id);

-- Every attempt at a course, passed or not.
CREATE TABLE training_records (
  id BIGINT PRIMARY KEY, -- internal
  account_id BIGINT NOT NULL, -- internal
  course TEXT NOT NULL, -- internal
  version TEXT NOT NULL, -- internal: hash of the text that was read
  right_answers BIGINT NOT NULL, -- personal
  questions BIGINT NOT NULL, -- internal
  passed BIGINT NOT NULL, -- personal
  taken_at BIGINT NOT NULL, -- personal
  valid_until BIGINT -- personal: of a certificate
);
CREATE INDEX training_records_account ON training_records (account_id, id);
