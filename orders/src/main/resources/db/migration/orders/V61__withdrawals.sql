-- Balance that its owner has sent to his bank account. It leaves the balance when he asks, and goes with the batches of payouts.
CREATE TABLE ord_withdrawal (
    withdrawal_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Who asked, and is paid.
    account_id    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Whose balance it comes back to: another when the account was merged since.
    back_to       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fen           BIGINT      NOT NULL,
    -- ASKED, SENT with a batch, PAID; BACK: it bounced, or was taken back.
    state         VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    asked_at      DATETIME(3) NOT NULL,
    ended_at      DATETIME(3),
    -- 1 until it has ended, else null: one at a time.
    under_way     TINYINT,
    PRIMARY KEY (withdrawal_id),
    UNIQUE KEY ord_withdrawal_one (account_id, county_code, under_way),
    KEY ord_withdrawal_asked (county_code, state),
    CONSTRAINT ord_withdrawal_some CHECK (fen > 0)
) DEFAULT CHARACTER SET utf8mb4;
