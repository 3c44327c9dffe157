-- Only for the account whose session had ended. What was kept before is nobody's.
ALTER TABLE kept_forms ADD COLUMN account_id BIGINT NOT NULL DEFAULT 0; -- internal
CREATE INDEX kept_forms_by_account ON kept_forms (account_id, kept_at);
