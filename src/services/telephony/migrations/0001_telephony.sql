-- How the telephone provider is reached; one row, or none in a town without telephony.
CREATE TABLE telephony_settings (
  id BIGINT PRIMARY KEY, -- internal, always 1
  account TEXT NOT NULL, -- internal, at the provider
  token TEXT NOT NULL, -- secret, sealed
  number TEXT NOT NULL, -- public, ours
  api_base TEXT NOT NULL, -- internal, of the provider
  opens_minute BIGINT NOT NULL, -- public, of the day, when people answer
  closes_minute BIGINT NOT NULL, -- public
  queue TEXT NOT NULL, -- internal, where calls for a person wait
  texts_per_day BIGINT NOT NULL, -- internal, most message parts that are paid for in a day
  phones TEXT NOT NULL -- personal, of agents: "e-mail = number", one a line
);

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

-- Numbers that want no text messages.
CREATE TABLE stopped_numbers (
  phone TEXT PRIMARY KEY, -- personal
  at BIGINT NOT NULL -- internal
);

-- What is asked of the provider: text messages, and calls to be put through.
CREATE TABLE provider_requests (
  id BIGINT PRIMARY KEY, -- internal
  request_key TEXT NOT NULL, -- internal, unique for ever
  path TEXT NOT NULL, -- internal, below the account
  form TEXT NOT NULL, -- personal
  parts BIGINT NOT NULL, -- internal, messages that are paid for; 0 for calls
  state TEXT NOT NULL, -- internal, queued, sending, sent, failed, uncertain or held
  attempts BIGINT NOT NULL, -- internal
  next_at BIGINT NOT NULL, -- internal
  sent_at BIGINT, -- internal
  fault TEXT NOT NULL -- internal
);
CREATE UNIQUE INDEX provider_requests_key ON provider_requests (request_key);
CREATE INDEX provider_requests_due ON provider_requests (next_at) WHERE state = 'queued';
CREATE INDEX provider_requests_sent ON provider_requests (sent_at) WHERE sent_at IS NOT NULL;
