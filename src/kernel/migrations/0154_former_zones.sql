-- Zones that were taken out of the map; what happened in them keeps their names.
ALTER TABLE zones ADD COLUMN former_since BIGINT; -- public
