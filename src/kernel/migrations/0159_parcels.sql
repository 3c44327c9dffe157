-- Parcels of land, as the assessor's layer has them; who owns them is not kept. Asked when staff look at a request, never for the public.
CREATE TABLE parcels (
  id BIGINT PRIMARY KEY, -- internal
  number TEXT NOT NULL, -- internal, as the assessor writes it
  number_folded TEXT NOT NULL, -- internal, its letters and digits: as people type it
  address TEXT NOT NULL, -- internal
  land_use TEXT NOT NULL, -- internal, in the words of the layer
  ground BYTEA NOT NULL -- internal, well-known binary, WGS 84
);
CREATE UNIQUE INDEX parcels_number ON parcels (number);
CREATE INDEX parcels_typed ON parcels (number_folded);
