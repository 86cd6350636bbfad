-- What a person has with the county: refunds that went there, dues of farmers. Fen; never below zero.
CREATE TABLE ord_balance (
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    balance_fen BIGINT      NOT NULL,
    PRIMARY KEY (county_code, account_id),
    KEY ord_balance_account (account_id),
    CONSTRAINT ord_balance_amount CHECK (balance_fen >= 0)
) DEFAULT CHARACTER SET utf8mb4;

-- Each change of it, once for each cause.
CREATE TABLE ord_balance_entry (
    entry_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind        VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Id of the refund, payment, settlement or account that made it.
    cause       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Above 0 came, below 0 went.
    amount_fen  BIGINT      NOT NULL,
    entered_at  DATETIME(3) NOT NULL,
    PRIMARY KEY (entry_id),
    UNIQUE KEY ord_balance_entry_cause (kind, cause, county_code, account_id),
    KEY ord_balance_entry_account (account_id, entry_id),
    CONSTRAINT ord_balance_entry_amount CHECK (amount_fen <> 0)
) DEFAULT CHARACTER SET utf8mb4;
