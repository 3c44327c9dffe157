-- The same events, said without a list: SQLite builds a table of a list's values for each event that it appends.
DROP INDEX events_of_progress;
CREATE INDEX events_of_progress ON events (id)
  WHERE (type = 'case.state_changed' OR type = 'case.closed' OR type = 'case.reopened' OR type = 'case.replied');
