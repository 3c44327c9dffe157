-- A mailbox at a mail host, read from time to time: for a city whose mail server cannot run a command. There is one row, or none.
CREATE TABLE mailboxes (
  id BIGINT PRIMARY KEY, -- internal, always 1
  url TEXT NOT NULL, -- internal, imaps://mail.example.org
  account TEXT NOT NULL, -- internal
  password TEXT NOT NULL, -- secret, sealed
  folder TEXT NOT NULL, -- internal
  validity BIGINT NOT NULL, -- internal, UIDVALIDITY of the folder; 0: not looked into yet
  last_uid BIGINT NOT NULL, -- internal, all mails up to it were taken
  taken BIGINT NOT NULL, -- internal, how many were taken since it was set
  looked_at BIGINT NOT NULL, -- internal
  fault TEXT NOT NULL -- internal, why the last look failed
);
