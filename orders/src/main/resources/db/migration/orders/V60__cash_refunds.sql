-- Balance that its owner has paid out in cash at a station's counter: he shows a code, the keeper pays from his drawer.
CREATE TABLE ord_cash_refund (
    refund_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fen         BIGINT      NOT NULL,
    -- Keyed hash of the code, which is shown once.
    code_index  BINARY(16)  NOT NULL,
    asked_at    DATETIME(3) NOT NULL,
    valid_until DATETIME(3) NOT NULL,
    -- NULL until it is paid.
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    keeper_id   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    paid_at     DATETIME(3),
    -- The county's day.
    paid_on     DATE,
    PRIMARY KEY (refund_id),
    UNIQUE KEY ord_cash_refund_code (code_index),
    KEY ord_cash_refund_account (account_id, paid_on),
    CONSTRAINT ord_cash_refund_some CHECK (fen > 0)
) DEFAULT CHARACTER SET utf8mb4;
