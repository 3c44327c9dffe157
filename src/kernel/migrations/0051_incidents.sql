-- A case that stands for many: a water main break with two hundred reports.
CREATE TABLE incidents (
  case_id BIGINT PRIMARY KEY REFERENCES cases (id), -- public
  title TEXT NOT NULL, -- public
  services TEXT NOT NULL, -- internal, ids as ",water-leak,flooding,": new reports of these join by themselves
  within_m DOUBLE PRECISION NOT NULL, -- internal, when they are so near; 0: none joins by itself
  made_at BIGINT NOT NULL, -- internal
  made_by TEXT NOT NULL -- personal
);
