-- Things that the city maintains: hydrants, street lights, signs, trees …
CREATE TABLE assets (
  id BIGINT PRIMARY KEY, -- internal
  layer TEXT NOT NULL, -- internal, the list that it came from
  external_id TEXT NOT NULL, -- internal, its number in that list
  kind TEXT NOT NULL, -- internal, hydrant, street light, sign, tree, …
  kind_folded TEXT NOT NULL, -- internal
  number_folded TEXT NOT NULL, -- internal, the external id as people type it
  label TEXT NOT NULL, -- internal
  address TEXT NOT NULL, -- internal, where the list says that it is
  latitude DOUBLE PRECISION NOT NULL, -- internal
  longitude DOUBLE PRECISION NOT NULL, -- internal
  installed TEXT NOT NULL, -- internal, a year or a day
  condition TEXT NOT NULL, -- internal
  attributes TEXT NOT NULL, -- internal, a JSON object of texts
  updated_at BIGINT NOT NULL, -- internal
  retired_at BIGINT -- internal, when it left the list
);
CREATE UNIQUE INDEX assets_external ON assets (layer, external_id);
CREATE INDEX assets_kind ON assets (kind_folded, id) WHERE retired_at IS NULL;
CREATE INDEX assets_number ON assets (number_folded) WHERE retired_at IS NULL;

-- Which thing a request is about. A link is a record: it ends, it is not erased.
CREATE TABLE case_assets (
  id BIGINT PRIMARY KEY, -- internal
  case_id BIGINT NOT NULL REFERENCES cases (id), -- internal
  asset_id BIGINT NOT NULL REFERENCES assets (id), -- internal
  linked_at BIGINT NOT NULL, -- internal
  linked_by TEXT NOT NULL, -- personal
  unlinked_at BIGINT -- internal
);
CREATE UNIQUE INDEX case_assets_once ON case_assets (case_id, asset_id) WHERE unlinked_at IS NULL;
CREATE INDEX case_assets_history ON case_assets (asset_id, case_id) WHERE unlinked_at IS NULL;
