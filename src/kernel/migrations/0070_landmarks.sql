-- Places that people name: the library, a park, a school.
CREATE TABLE landmarks (
  id BIGINT PRIMARY KEY, -- public
  name TEXT NOT NULL, -- public
  kind TEXT NOT NULL, -- public, library, park, school, …
  latitude DOUBLE PRECISION NOT NULL, -- public
  longitude DOUBLE PRECISION NOT NULL -- public
);
