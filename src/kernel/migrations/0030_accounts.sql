-- Who can sign in, what they may do, and the sessions, links, codes and keys by which they prove it.
CREATE TABLE accounts (
  id BIGINT PRIMARY KEY, -- internal
  kind TEXT NOT NULL, -- internal: resident or staff
  email TEXT NOT NULL UNIQUE, -- personal: lower case
  name TEXT NOT NULL, -- personal
  folded TEXT NOT NULL, -- personal: name and e-mail address for finding
  language TEXT NOT NULL, -- internal
  party_id BIGINT NOT NULL, -- internal: 0 for none
  crew_id BIGINT NOT NULL, -- internal: 0 for none
  password_hash TEXT NOT NULL, -- secret: argon2id; empty for none
  totp_secret TEXT NOT NULL, -- secret: sealed; empty for none
  totp_pending TEXT NOT NULL, -- secret: sealed; waits for its first code
  totp_last_step BIGINT NOT NULL, -- internal: each code works once
  created_at BIGINT NOT NULL, -- internal
  disabled_at BIGINT, -- internal
  last_sign_in_at BIGINT -- personal
);
CREATE INDEX accounts_party ON accounts (party_id);
CREATE INDEX accounts_crew ON accounts (crew_id);

CREATE TABLE account_roles (
  account_id BIGINT NOT NULL, -- internal
  role TEXT NOT NULL, -- internal
  PRIMARY KEY (account_id, role)
);
CREATE INDEX account_roles_role ON account_roles (role);

CREATE TABLE roles (
  name TEXT PRIMARY KEY, -- internal
  shipped BIGINT NOT NULL -- internal: 1 for the roles that every city has
);

CREATE TABLE role_permissions (
  role TEXT NOT NULL, -- internal
  permission TEXT NOT NULL, -- internal
  PRIMARY KEY (role, permission)
);

-- Permissions that were given to their default roles once; one that the city took away is not given again.
CREATE TABLE known_permissions (
  permission TEXT PRIMARY KEY -- internal
);

-- Grows with every change that ends a session or key or changes what it may do: a cache that holds another number is not added to.
CREATE TABLE access_revision (
  id BIGINT PRIMARY KEY, -- internal: always 1
  revision BIGINT NOT NULL -- internal
);
INSERT INTO access_revision (id, revision) VALUES (1, 1);

CREATE TABLE sessions (
  id BIGINT PRIMARY KEY, -- internal
  token_hash TEXT NOT NULL UNIQUE, -- secret
  account_id BIGINT NOT NULL, -- internal
  signed_in_by TEXT NOT NULL, -- internal: password, code, link, demo
  second_factor TEXT NOT NULL, -- internal: none, due, passed
  must_rotate BIGINT NOT NULL, -- internal
  opened_at BIGINT NOT NULL, -- personal
  last_used_at BIGINT NOT NULL, -- personal
  idle_micros BIGINT NOT NULL, -- internal: ends when not used for so long
  ends_at BIGINT NOT NULL -- internal: ends in any case
);
CREATE INDEX sessions_account ON sessions (account_id);

CREATE TABLE sign_in_links (
  token_hash TEXT PRIMARY KEY, -- secret
  account_id BIGINT NOT NULL, -- internal
  link_use TEXT NOT NULL, -- internal: sign_in, invitation, demo
  expires_at BIGINT NOT NULL, -- internal
  used_at BIGINT -- internal
);
CREATE INDEX sign_in_links_account ON sign_in_links (account_id);

CREATE TABLE sign_in_codes (
  email TEXT PRIMARY KEY, -- personal
  code_hash TEXT NOT NULL, -- secret
  language TEXT NOT NULL, -- internal
  expires_at BIGINT NOT NULL, -- internal
  tries BIGINT NOT NULL -- internal
);

CREATE TABLE api_keys (
  id BIGINT PRIMARY KEY, -- internal
  key_hash TEXT NOT NULL UNIQUE, -- secret
  label TEXT NOT NULL, -- internal
  contact TEXT NOT NULL, -- personal
  channel TEXT NOT NULL, -- internal
  scopes TEXT NOT NULL, -- internal: permissions, separated by blanks
  requests_per_minute BIGINT NOT NULL, -- internal
  created_at BIGINT NOT NULL, -- internal
  disabled_at BIGINT, -- internal
  last_used_at BIGINT -- internal
);
