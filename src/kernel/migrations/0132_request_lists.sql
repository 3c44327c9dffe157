-- The public lists walk these: what lies outside of a box or an area is passed over without its row being read.
DROP INDEX cases_opened;
CREATE INDEX cases_opened ON cases (opened_at, id, cell);
DROP INDEX cases_updated;
CREATE INDEX cases_updated ON cases (updated_at, id, cell);
-- Open requests are few, whatever lies behind them.
CREATE INDEX cases_open ON cases (opened_at, id, cell, service, zones) WHERE is_open = 1;
