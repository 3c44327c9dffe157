-- What was reported near a place around a time, whatever the service: beside a case on the desk.
CREATE INDEX cases_near ON cases (cell, opened_at) WHERE cell IS NOT NULL;
