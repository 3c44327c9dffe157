-- What crews reported from the field, by the id that their device made: sent again, it is the same request.
CREATE TABLE found_work (
  id TEXT PRIMARY KEY, -- internal, made by the device
  case_id BIGINT NOT NULL REFERENCES cases (id), -- internal
  task_id BIGINT NOT NULL, -- internal, the finder's own work order or 0
  account_id BIGINT NOT NULL, -- internal
  device_time BIGINT NOT NULL -- internal
);
