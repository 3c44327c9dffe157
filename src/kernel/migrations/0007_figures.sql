-- What each service did on each day (of the city's zone); kept up to date by a consumer.
CREATE TABLE service_days (
  service TEXT NOT NULL, -- public
  day BIGINT NOT NULL, -- public, days since 1970-01-01
  opened BIGINT NOT NULL, -- public
  closed BIGINT NOT NULL, -- public
  promised BIGINT NOT NULL, -- public, closed ones that had a due time
  on_time BIGINT NOT NULL, -- public
  PRIMARY KEY (day, service)
);

-- How long closed cases had been open: a count per bucket of a logarithmic scale, for medians.
CREATE TABLE service_durations (
  service TEXT NOT NULL, -- public
  day BIGINT NOT NULL, -- public
  bucket BIGINT NOT NULL, -- public
  cases BIGINT NOT NULL, -- public
  PRIMARY KEY (day, service, bucket)
);
