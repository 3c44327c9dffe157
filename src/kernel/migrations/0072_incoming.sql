-- What came in and no agent has made a case of yet: voicemail, text messages, mail.
CREATE TABLE incoming_messages (
  id BIGINT PRIMARY KEY, -- internal
  channel TEXT NOT NULL, -- internal
  received_at BIGINT NOT NULL, -- internal
  state TEXT NOT NULL, -- internal, waiting, done or dropped
  agent BIGINT NOT NULL, -- internal, who dealt with it, or 0
  ended_at BIGINT, -- internal
  case_id BIGINT, -- internal
  interaction_id BIGINT, -- internal
  external_id TEXT NOT NULL, -- internal, unique within the channel
  recording TEXT NOT NULL, -- internal, blob or empty
  recording_type TEXT NOT NULL, -- internal, media type
  files TEXT NOT NULL, -- internal, ids with commas
  language TEXT NOT NULL, -- personal
  sender_name TEXT NOT NULL, -- personal
  sender_contact TEXT NOT NULL, -- personal
  subject TEXT NOT NULL, -- personal
  body TEXT NOT NULL -- personal
);
CREATE INDEX incoming_messages_open ON incoming_messages (received_at) WHERE ended_at IS NULL;
CREATE INDEX incoming_messages_recording ON incoming_messages (recording) WHERE recording <> '';
CREATE UNIQUE INDEX incoming_messages_once ON incoming_messages (channel, external_id);
