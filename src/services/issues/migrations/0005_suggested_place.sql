ALTER TABLE beginnings ADD COLUMN suggested TEXT NOT NULL DEFAULT 'null'; -- personal, JSON {lat, long, address} where its photo was taken, or null
