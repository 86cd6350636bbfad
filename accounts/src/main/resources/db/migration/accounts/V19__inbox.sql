-- What somebody was told stays readable for him, sealed, as long as the row is kept; codes do not.

ALTER TABLE acc_notice
    ADD COLUMN read_at DATETIME(3);
