-- What staff are told about requests, on their page and, when they wish so, by mail.
CREATE TABLE news (
  id BIGINT PRIMARY KEY, -- internal
  account_id BIGINT NOT NULL, -- internal
  event_id BIGINT NOT NULL, -- internal
  case_id BIGINT NOT NULL, -- internal
  what TEXT NOT NULL, -- internal: case.opened, state:closed
  note TEXT NOT NULL, -- internal: the words of the service file, in the account's language
  told_at BIGINT NOT NULL, -- internal
  seen_at BIGINT -- internal
);
CREATE UNIQUE INDEX news_once ON news (account_id, event_id, what);
CREATE INDEX news_unseen ON news (account_id, seen_at);

CREATE TABLE news_wishes (
  account_id BIGINT PRIMARY KEY, -- internal
  by_mail BIGINT NOT NULL -- internal
);
