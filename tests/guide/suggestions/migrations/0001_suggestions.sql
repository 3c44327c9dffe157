CREATE TABLE suggestions (
  id BIGINT PRIMARY KEY, -- public
  text TEXT NOT NULL, -- public
  author TEXT NOT NULL, -- personal
  made_at BIGINT NOT NULL -- public
);
