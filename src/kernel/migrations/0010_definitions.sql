-- Published versions of services: rows are added, never changed. A retired service has a row in retired_services up to which version.
CREATE TABLE definitions (
  service TEXT NOT NULL, -- public
  version BIGINT NOT NULL, -- public
  hash TEXT NOT NULL, -- public, sha-256 of json, hex
  json TEXT NOT NULL, -- public, canonical print
  effective TEXT NOT NULL, -- public, date or empty
  published_at BIGINT NOT NULL, -- public
  published_by BIGINT NOT NULL, -- internal, account or 0
  PRIMARY KEY (service, version)
);

CREATE TABLE retired_services (
  service TEXT PRIMARY KEY, -- public
  version BIGINT NOT NULL, -- public, the newest when it was retired
  retired_at BIGINT NOT NULL, -- public
  retired_by BIGINT NOT NULL -- internal, account or 0
);
