-- People and organisations, apart from what they reported.
CREATE TABLE parties (
  id BIGINT PRIMARY KEY, -- internal
  organisation BIGINT NOT NULL, -- internal
  name TEXT NOT NULL, -- personal
  language TEXT NOT NULL, -- personal
  created_at BIGINT NOT NULL -- internal
);

CREATE TABLE party_contacts (
  party_id BIGINT NOT NULL REFERENCES parties (id), -- internal
  kind TEXT NOT NULL, -- internal, email or phone
  value TEXT NOT NULL, -- personal, as people write it
  folded TEXT NOT NULL, -- personal, for comparison
  verified BIGINT NOT NULL, -- internal
  created_at BIGINT NOT NULL, -- internal
  PRIMARY KEY (kind, folded, party_id)
);
CREATE INDEX party_contacts_by_party ON party_contacts (party_id);
