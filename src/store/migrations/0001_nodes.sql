-- Which running program makes ids with which node number.
CREATE TABLE nodes (
  node BIGINT NOT NULL PRIMARY KEY, -- internal
  holder TEXT NOT NULL, -- internal: host and process
  leased_until BIGINT NOT NULL -- internal
);
