-- What came in through one channel, by time: what few people use, such as SMS or a kiosk, is found among a million others.
CREATE INDEX cases_channel ON cases (channel, opened_at, id);
