-- Lists that staff come back to: filters, columns and map of the inbox under a name.
CREATE TABLE saved_views (
  id BIGINT PRIMARY KEY, -- internal
  account_id BIGINT NOT NULL, -- internal, who saved it
  name TEXT NOT NULL, -- internal
  shared TEXT NOT NULL, -- internal, empty: own; a queue: with those who work on it; *: with all staff
  path TEXT NOT NULL, -- internal, the address of the list: may hold words that were searched
  made_at BIGINT NOT NULL -- internal
);
CREATE INDEX saved_views_by_account ON saved_views (account_id, name);
CREATE INDEX saved_views_shared ON saved_views (shared) WHERE shared <> '';
