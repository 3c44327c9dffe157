-- Who wants to hear about an area, a street or a service; who follows a request stands in case_followers.
CREATE TABLE subscriptions (
  id BIGINT PRIMARY KEY, -- internal
  party_id BIGINT NOT NULL REFERENCES parties (id), -- personal
  kind TEXT NOT NULL, -- personal: zone, circle, street, service
  match_key TEXT NOT NULL, -- personal: what a case must have: "zone/12", "street/main st", "service/pothole", "circle"
  service TEXT NOT NULL, -- personal: the one service that counts, or empty
  zone_id BIGINT NOT NULL, -- personal: or 0
  street TEXT NOT NULL, -- personal: as written, or empty
  latitude DOUBLE PRECISION NOT NULL, -- personal: of a circle
  longitude DOUBLE PRECISION NOT NULL, -- personal: of a circle
  radius_m DOUBLE PRECISION NOT NULL, -- personal: of a circle
  language TEXT NOT NULL, -- personal
  made_at BIGINT NOT NULL -- internal
);
CREATE INDEX subscriptions_by_party ON subscriptions (party_id, id);
CREATE INDEX subscriptions_by_match ON subscriptions (match_key, service);
CREATE INDEX case_followers_by_party ON case_followers (party_id, case_id);

-- Who wants no mail: about one request, or at all.
CREATE TABLE notice_stops (
  party_id BIGINT NOT NULL REFERENCES parties (id), -- personal
  case_id BIGINT NOT NULL, -- internal: 0 for everything
  stopped_at BIGINT NOT NULL, -- internal
  PRIMARY KEY (party_id, case_id)
);

CREATE TABLE notice_paces (
  party_id BIGINT PRIMARY KEY REFERENCES parties (id), -- personal
  pace TEXT NOT NULL -- personal: each, hourly, daily
);
