-- When a department works; without a row it works as the whole city does. The city's own row has an empty department.
CREATE TABLE calendars (
  department TEXT PRIMARY KEY, -- public, owner of services
  days_off TEXT NOT NULL, -- public, numbers of weekdays with commas, 0 is Sunday
  opens BIGINT NOT NULL, -- public, minutes after midnight; equal to closes: around the clock
  closes BIGINT NOT NULL, -- public
  holidays TEXT NOT NULL, -- public, lines of a date, a blank and a name
  changed_at BIGINT NOT NULL -- internal
);
