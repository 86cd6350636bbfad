-- When a line was counted, so that counting is told by the hour like other work.
ALTER TABLE log_count_line
    ADD COLUMN counted_at DATETIME(3),
    ADD COLUMN recounted_at DATETIME(3);

ALTER TABLE log_count ADD KEY log_count_when (node_code, opened_at);

-- Scans of hours ago count for the hour in which they were made.
ALTER TABLE log_scan ADD KEY log_scan_when (node_code, occurred_at);

ALTER TABLE log_stock_act ADD KEY log_stock_act_when (node_code, occurred_at);

-- What happened when nobody had answered in time; null until then.
ALTER TABLE log_difference
    ADD COLUMN overdue_at DATETIME(3),
    ADD KEY log_difference_overdue (state, overdue_at, due_at);
