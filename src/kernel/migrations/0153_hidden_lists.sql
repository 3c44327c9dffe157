-- Lists for administrators that somebody does not want to see any more: "first steps".
CREATE TABLE hidden_lists (
  name TEXT PRIMARY KEY, -- internal
  hidden_at BIGINT NOT NULL -- internal
);
