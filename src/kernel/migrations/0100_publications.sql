-- What the city publishes on its own site: pages, news, banners. What each says stands in its revisions.
CREATE TABLE publications (
  id BIGINT PRIMARY KEY, -- public
  kind TEXT NOT NULL, -- public, page, news or banner
  slug TEXT NOT NULL, -- public, its present address: /pages/<slug>, /news/<slug>, /alerts/<slug>
  revision BIGINT NOT NULL, -- internal, the newest
  public_revision BIGINT NOT NULL, -- public, 0: nothing is public
  zone_id BIGINT NOT NULL, -- public, 0: the whole city
  live_from BIGINT NOT NULL, -- public
  live_until BIGINT, -- public, empty: until it is taken down
  updated_at BIGINT NOT NULL -- internal
);
CREATE UNIQUE INDEX publications_slug ON publications (kind, slug);
CREATE INDEX publications_public ON publications (kind, live_from, id) WHERE public_revision > 0;

-- Where a publication stood before: the old addresses lead to the new one.
CREATE TABLE publication_addresses (
  kind TEXT NOT NULL, -- public
  slug TEXT NOT NULL, -- public
  publication_id BIGINT NOT NULL REFERENCES publications (id), -- public
  PRIMARY KEY (kind, slug)
);
CREATE INDEX publication_addresses_by_publication ON publication_addresses (publication_id);

-- What a publication said after each change.
CREATE TABLE publication_revisions (
  publication_id BIGINT NOT NULL REFERENCES publications (id), -- internal
  revision BIGINT NOT NULL, -- internal
  at BIGINT NOT NULL, -- internal
  account_id BIGINT NOT NULL, -- internal
  by_name TEXT NOT NULL, -- personal
  why TEXT NOT NULL, -- internal
  content TEXT NOT NULL, -- public, a JSON object
  PRIMARY KEY (publication_id, revision)
);
