-- Tablets of crews that may open their session anew: a secret that changes with each use. One that comes back after its successor was used
-- is in two hands.
CREATE TABLE tablets (
  id BIGINT PRIMARY KEY, -- internal
  account_id BIGINT NOT NULL, -- internal
  session_id BIGINT NOT NULL, -- internal, that it opened last; signing out ends both
  secret_hash TEXT NOT NULL, -- secret, of the secret that comes next
  previous_hash TEXT NOT NULL, -- secret, of the one before: its answer may have been lost on the way
  enrolled_at BIGINT NOT NULL, -- personal
  renewed_at BIGINT, -- personal
  ends_at BIGINT NOT NULL, -- internal
  revoked_at BIGINT -- internal
);
CREATE INDEX tablets_account ON tablets (account_id);
CREATE INDEX tablets_session ON tablets (session_id);

CREATE TABLE tablet_secrets (
  secret_hash TEXT PRIMARY KEY, -- secret
  tablet_id BIGINT NOT NULL -- internal
);
CREATE INDEX tablet_secrets_tablet ON tablet_secrets (tablet_id);
