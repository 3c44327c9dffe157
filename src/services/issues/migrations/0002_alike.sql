ALTER TABLE drafts ADD COLUMN alike TEXT NOT NULL DEFAULT ''; -- internal, number of the request that is followed instead, or "new"
