-- The sandbox gateway's own memory. It stands for the world outside: nothing of ours but its adapter reads or writes it.
CREATE TABLE ord_sandbox_charge (
    charge_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    merchant_id  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The merchant's own number of it.
    payment_id   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount_fen   BIGINT      NOT NULL,
    currency     CHAR(3)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status       VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    paid_fen     BIGINT      NOT NULL,
    paid_at      DATETIME(3),
    created_at   DATETIME(3) NOT NULL,
    -- The notice to the merchant: repeated until he says 200. Null when there is none to send.
    notice_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    notify_at    DATETIME(3),
    notified     INT         NOT NULL,
    PRIMARY KEY (charge_id),
    UNIQUE KEY ord_sandbox_charge_payment (merchant_id, payment_id),
    KEY ord_sandbox_charge_notify (notify_at),
    CONSTRAINT ord_sandbox_charge_status CHECK (status IN ('OPEN', 'PAID')),
    CONSTRAINT ord_sandbox_charge_amount CHECK (amount_fen > 0 AND paid_fen >= 0)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ord_sandbox_refund (
    refund_id  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    charge_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount_fen BIGINT      NOT NULL,
    made_at    DATETIME(3) NOT NULL,
    PRIMARY KEY (refund_id),
    KEY ord_sandbox_refund_charge (charge_id),
    CONSTRAINT ord_sandbox_refund_amount CHECK (amount_fen > 0)
) DEFAULT CHARACTER SET utf8mb4;
