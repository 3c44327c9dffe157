-- The cases of a zone by time, as one tree: the key is the whole row.
CREATE TABLE zone_cases (
  zone_id BIGINT NOT NULL, -- public
  opened_at BIGINT NOT NULL, -- public
  case_id BIGINT NOT NULL, -- public
  PRIMARY KEY (zone_id, opened_at, case_id)
);
INSERT INTO zone_cases (zone_id, opened_at, case_id) SELECT DISTINCT zone_id, opened_at, case_id FROM case_zones;
DROP TABLE case_zones;
ALTER TABLE zone_cases RENAME TO case_zones;
