-- The row goes with the request that it became.
CREATE INDEX delegate_rows_case ON delegate_rows (case_id) WHERE case_id IS NOT NULL;
