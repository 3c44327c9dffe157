-- Each mail that came in, so that none is taken twice, and so that administrators see what became of it.
CREATE TABLE received_mails (
  message_id TEXT PRIMARY KEY, -- internal, of the mail; its digest where it has none
  received_at BIGINT NOT NULL, -- internal
  outcome TEXT NOT NULL, -- internal, answer, draft, automatic, bounce, own, too_many or unreadable
  sender TEXT NOT NULL, -- personal
  subject TEXT NOT NULL, -- personal
  case_number TEXT NOT NULL, -- internal, empty: none
  fault TEXT NOT NULL -- internal
);
CREATE INDEX received_mails_age ON received_mails (received_at);
CREATE INDEX received_mails_sender ON received_mails (sender, received_at);
