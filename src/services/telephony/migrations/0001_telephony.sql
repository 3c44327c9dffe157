-- A call or an exchange of text messages, and where in the menu it stands.
CREATE TABLE conversations (
  id TEXT PRIMARY KEY, -- internal, of the provider; of text messages the sender's number
  channel TEXT NOT NULL, -- internal
  phone TEXT NOT NULL, -- personal
  language TEXT NOT NULL, -- personal
  node TEXT NOT NULL, -- internal
  step BIGINT NOT NULL, -- internal, of the next answer
  memory TEXT NOT NULL, -- personal, a JSON object of what was said
  interaction_id BIGINT, -- internal
  updated_at BIGINT NOT NULL -- internal
);

-- What was answered to each hook, so that a repeated one makes nothing twice.
CREATE TABLE conversation_answers (
  conversation_id TEXT NOT NULL, -- internal
  step TEXT NOT NULL, -- internal
  answer TEXT NOT NULL, -- personal
  at BIGINT NOT NULL, -- internal
  PRIMARY KEY (conversation_id, step)
);
CREATE INDEX conversation_answers_at ON conversation_answers (at);
CREATE INDEX conversations_updated ON conversations (updated_at);
