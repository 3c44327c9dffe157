-- Crews: who does the work. Which account is in which crew stands with the account.
CREATE TABLE crews (
  id BIGINT PRIMARY KEY, -- public
  name TEXT NOT NULL, -- public
  active BIGINT NOT NULL -- internal
);
CREATE UNIQUE INDEX crews_name ON crews (name);

CREATE TABLE crew_queues (
  crew_id BIGINT NOT NULL REFERENCES crews (id), -- internal
  queue TEXT NOT NULL, -- internal, a queue or a pattern such as streets/*
  PRIMARY KEY (crew_id, queue)
);

CREATE TABLE crew_zones (
  crew_id BIGINT NOT NULL REFERENCES crews (id), -- internal
  zone_id BIGINT NOT NULL, -- internal
  PRIMARY KEY (crew_id, zone_id)
);

CREATE TABLE queues (
  id TEXT PRIMARY KEY, -- public, streets/N
  title TEXT NOT NULL -- public
);
