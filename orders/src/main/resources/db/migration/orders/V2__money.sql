-- Payments, notices of gateways, refunds, and the books. Money is fen, times are UTC.

-- One attempt to pay a group through a gateway. Its id is what the gateway knows it by, so that asking twice is one charge.
CREATE TABLE ord_payment (
    payment_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    group_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    gateway      VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount_fen   BIGINT      NOT NULL,
    status       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    charge_id    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    pay_url      VARCHAR(300),
    -- What arrived; differs from amount_fen when the payment is HELD.
    paid_fen     BIGINT      NOT NULL,
    created_at   DATETIME(3) NOT NULL,
    paid_at      DATETIME(3),
    -- When the gateway is asked next, should it not have told by itself; null when there is nothing to ask.
    ask_at       DATETIME(3),
    asked        INT         NOT NULL,
    PRIMARY KEY (payment_id),
    KEY ord_payment_group (group_id),
    KEY ord_payment_ask (ask_at),
    UNIQUE KEY ord_payment_charge (gateway, charge_id),
    CONSTRAINT ord_payment_status CHECK (status IN ('BEGUN', 'PENDING', 'CAPTURED', 'HELD', 'CLOSED')),
    CONSTRAINT ord_payment_amount CHECK (amount_fen > 0 AND paid_fen >= 0)
) DEFAULT CHARACTER SET utf8mb4;

-- Which orders a payment pays, and how much of each went back.
CREATE TABLE ord_payment_share (
    payment_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount_fen   BIGINT      NOT NULL,
    refunded_fen BIGINT      NOT NULL,
    PRIMARY KEY (payment_id, order_id),
    KEY ord_payment_share_order (order_id),
    CONSTRAINT ord_payment_share_amount CHECK (amount_fen > 0 AND refunded_fen BETWEEN 0 AND amount_fen)
) DEFAULT CHARACTER SET utf8mb4;

-- Each notice of a gateway has its effect once, because its row is written with the effect.
CREATE TABLE ord_payment_notice (
    gateway     VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    notice_id   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    payment_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    received_at DATETIME(3) NOT NULL,
    PRIMARY KEY (gateway, notice_id),
    KEY ord_payment_notice_payment (payment_id)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ord_refund (
    refund_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    payment_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount_fen  BIGINT      NOT NULL,
    status      VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    why         VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    gateway_no  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    created_at  DATETIME(3) NOT NULL,
    done_at     DATETIME(3),
    -- When the gateway is asked (again) to pay it back; null once it is done.
    ask_at      DATETIME(3),
    asked       INT         NOT NULL,
    PRIMARY KEY (refund_id),
    KEY ord_refund_order (order_id),
    KEY ord_refund_ask (ask_at),
    CONSTRAINT ord_refund_status CHECK (status IN ('DUE', 'DONE')),
    CONSTRAINT ord_refund_amount CHECK (amount_fen > 0)
) DEFAULT CHARACTER SET utf8mb4;

-- The books. A journal is written once, for one cause, and never touched again.
CREATE TABLE ord_journal (
    journal_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind        VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Id of what made it: the payment, the order or the refund.
    cause       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    posted_at   DATETIME(3) NOT NULL,
    PRIMARY KEY (journal_id),
    UNIQUE KEY ord_journal_cause (kind, cause)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ord_posting (
    journal_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    posting_no  INT         NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account     VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    -- Above 0 is debit, below 0 is credit.
    amount_fen  BIGINT      NOT NULL,
    PRIMARY KEY (journal_id, posting_no),
    KEY ord_posting_account (account),
    KEY ord_posting_order (order_id),
    CONSTRAINT ord_posting_amount CHECK (amount_fen <> 0)
) DEFAULT CHARACTER SET utf8mb4;
