-- Courses as the city has them: a document for each language.
CREATE TABLE courses (
  course TEXT NOT NULL, -- internal
  language TEXT NOT NULL, -- internal
  title TEXT NOT NULL, -- internal
  document TEXT NOT NULL, -- internal: Markdown with the quiz
  saved_at BIGINT NOT NULL, -- internal
  PRIMARY KEY (course, language)
);

-- Reports that a delegate enters together: looked at, corrected, then sent.
CREATE TABLE delegate_batches (
  id BIGINT PRIMARY KEY, -- internal
  account_id BIGINT NOT NULL, -- internal
  title TEXT NOT NULL, -- internal: name of the file, or of the service
  made_at BIGINT NOT NULL -- internal
);
CREATE INDEX delegate_batches_account ON delegate_batches (account_id, id);

CREATE TABLE delegate_rows (
  batch_id BIGINT NOT NULL REFERENCES delegate_batches (id), -- internal
  line BIGINT NOT NULL, -- internal: of the file or table, from 1
  service TEXT NOT NULL, -- internal: as it was written
  place TEXT NOT NULL, -- internal: address or coordinates as they were written
  description TEXT NOT NULL, -- personal: what somebody wrote
  answers TEXT NOT NULL, -- personal: JSON object, question id to text
  faults TEXT NOT NULL, -- internal: JSON list of [field, text]; empty list: ready to send
  content TEXT NOT NULL, -- internal: hash of what the row says, to know it again
  known TEXT NOT NULL, -- internal: number of a request that is probably about the same thing; empty: none
  case_id BIGINT, -- internal: what it became
  PRIMARY KEY (batch_id, line)
);
CREATE INDEX delegate_rows_content ON delegate_rows (content);
