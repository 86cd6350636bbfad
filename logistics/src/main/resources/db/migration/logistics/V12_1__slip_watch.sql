-- The watch for slips is held by one instance at a time, until then by the database's clock; and what waits for one cause is found.

ALTER TABLE log_slip_watch CHANGE COLUMN ran_at held_until DATETIME(3);
ALTER TABLE log_stranded ADD KEY log_stranded_cause (cause, barcode);
