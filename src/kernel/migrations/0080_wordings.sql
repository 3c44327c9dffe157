-- What a city says in its own words instead of a shipped mail.
CREATE TABLE wordings (
  template TEXT NOT NULL, -- public
  language TEXT NOT NULL, -- public
  text TEXT NOT NULL, -- public, as the files in catalogue/notices
  changed_at BIGINT NOT NULL, -- internal
  changed_by TEXT NOT NULL, -- personal, a name
  PRIMARY KEY (template, language)
);
