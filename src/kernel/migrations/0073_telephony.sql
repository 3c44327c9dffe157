-- How the telephone provider is reached; one row, or none in a town without telephony.
CREATE TABLE telephony_settings (
  id BIGINT PRIMARY KEY, -- internal, always 1
  account TEXT NOT NULL, -- internal, at the provider
  token TEXT NOT NULL, -- secret, sealed
  number TEXT NOT NULL, -- public, ours
  api_base TEXT NOT NULL, -- internal, of the provider
  voice BIGINT NOT NULL, -- internal, calls are answered
  texts BIGINT NOT NULL, -- internal, text messages are answered and sent
  opens_minute BIGINT NOT NULL, -- public, of the day, when people answer
  closes_minute BIGINT NOT NULL, -- public
  every_day BIGINT NOT NULL, -- public, also on weekends and holidays
  queue TEXT NOT NULL, -- internal, where calls for a person wait
  texts_per_day BIGINT NOT NULL, -- internal, most message parts that are paid for in a day
  phones TEXT NOT NULL -- personal, of agents: "e-mail = number", one a line
);

-- Numbers that want no text messages.
CREATE TABLE stopped_numbers (
  phone TEXT PRIMARY KEY, -- personal
  at BIGINT NOT NULL -- internal
);

-- Who wants notices as text messages in place of mail.
CREATE TABLE text_wishes (
  party_id BIGINT PRIMARY KEY, -- internal
  phone TEXT NOT NULL, -- personal
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
CREATE INDEX provider_requests_open ON provider_requests (state) WHERE state IN ('queued', 'sending', 'held', 'failed', 'uncertain');
CREATE INDEX provider_requests_sent ON provider_requests (sent_at) WHERE sent_at IS NOT NULL;
