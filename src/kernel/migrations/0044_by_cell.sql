-- Nearby requests whether open or closed: for duplicates and for the public list.
DROP INDEX cases_nearby;
CREATE INDEX cases_by_cell ON cases (cell, service, opened_at) WHERE cell IS NOT NULL;
