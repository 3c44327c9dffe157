-- The words of an event go with its request or with a person: what was told of it then goes, too.
CREATE INDEX hook_deliveries_event ON hook_deliveries (event_id);
