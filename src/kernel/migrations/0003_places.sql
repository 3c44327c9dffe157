-- The city's addresses.
CREATE TABLE addresses (
  id BIGINT PRIMARY KEY, -- public
  number TEXT NOT NULL, -- public
  street TEXT NOT NULL, -- public
  unit TEXT NOT NULL, -- public
  zip TEXT NOT NULL, -- public
  latitude DOUBLE PRECISION NOT NULL, -- public
  longitude DOUBLE PRECISION NOT NULL, -- public
  folded TEXT NOT NULL, -- public, number and street, folded, street types shortened: "12 main st"
  street_folded TEXT NOT NULL, -- public, "main st 12": for people who begin with the street
  key_folded TEXT NOT NULL -- public, folded with unit and zip; unique
);
CREATE UNIQUE INDEX addresses_key ON addresses (key_folded);
CREATE INDEX addresses_folded ON addresses (folded);
CREATE INDEX addresses_street ON addresses (street_folded);

-- Named polygons in layers.
CREATE TABLE zones (
  id BIGINT PRIMARY KEY, -- public
  layer TEXT NOT NULL, -- public
  name TEXT NOT NULL, -- public
  wkb BYTEA NOT NULL -- public, well-known binary, WGS 84
);
CREATE UNIQUE INDEX zones_name ON zones (layer, name);

-- Lines of the streets with what kind they are and whose.
CREATE TABLE streets (
  id BIGINT PRIMARY KEY, -- public
  name TEXT NOT NULL, -- public
  class TEXT NOT NULL, -- public, arterial, collector, local
  owner TEXT NOT NULL, -- public, city, state
  line TEXT NOT NULL -- public, longitude,latitude longitude,latitude …
);
