-- Of what keepers were told, and when last: what comes after a while is told again.
ALTER TABLE log_slip_told
    ADD COLUMN told_at DATETIME(3) NOT NULL DEFAULT '2020-01-01 00:00:00';
