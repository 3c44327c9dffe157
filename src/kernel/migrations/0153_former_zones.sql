-- Zones that were taken out of the map; cases keep their names.
ALTER TABLE zones ADD COLUMN former_since BIGINT; -- public
