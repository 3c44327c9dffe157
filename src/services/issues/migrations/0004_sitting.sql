ALTER TABLE drafts ADD COLUMN sitting TEXT NOT NULL DEFAULT ''; -- secret, of the kiosk on which it is written; empty elsewhere
