-- 1 when the books were told how it was settled; what was settled before they were told anything stays 0.
ALTER TABLE log_cash_difference ADD COLUMN told TINYINT NOT NULL DEFAULT 0;
