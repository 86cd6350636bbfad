-- Decisions about money by two people, other ways of paying back, and tickets of what is not right.
ALTER TABLE ord_payment
    DROP CONSTRAINT ord_payment_status,
    ADD CONSTRAINT ord_payment_status CHECK (status IN ('BEGUN', 'PENDING', 'CAPTURED', 'HELD', 'CLOSED', 'RETURNED'));

ALTER TABLE ord_refund
    -- Of a payment that was held: no order's share of it.
    ADD COLUMN of_held     TINYINT     NOT NULL DEFAULT 0,
    ADD COLUMN way         VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'GATEWAY',
    -- Why the gateway refused it last.
    ADD COLUMN refusal     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    -- When the gateway was asked last, by the database's clock.
    ADD COLUMN asked_at    DATETIME(3),
    ADD CONSTRAINT ord_refund_way CHECK (way IN ('GATEWAY', 'BALANCE', 'BANK'));

-- What one operator proposed and another decided about held money, or about a refund that a gateway refuses.
CREATE TABLE ord_money_decision (
    decision_id    CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code    VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    about          VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The payment or the refund.
    subject        CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    choice         VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason         VARCHAR(500) NOT NULL,
    bank_reference VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    state          VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    proposed_by    VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    proposed_at    DATETIME(3)  NOT NULL,
    decided_by     VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin,
    decided_at     DATETIME(3),
    -- The subject while it is open, so that there is one at a time.
    open_subject   CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (decision_id),
    UNIQUE KEY ord_money_decision_open (open_subject),
    KEY ord_money_decision_county (county_code, state, decision_id),
    CONSTRAINT ord_money_decision_about CHECK (about IN ('PAYMENT', 'REFUND')),
    CONSTRAINT ord_money_decision_choice CHECK (choice IN ('RETURN', 'APPLY', 'BALANCE', 'BANK')),
    CONSTRAINT ord_money_decision_state CHECK (state IN ('OPEN', 'DONE', 'DECLINED'))
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ord_money_ticket (
    ticket_id   CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind        VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount_fen  BIGINT       NOT NULL,
    facts       VARCHAR(300) NOT NULL,
    owner       VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin,
    state       VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    opened_at   DATETIME(3)  NOT NULL,
    resolved_at DATETIME(3),
    PRIMARY KEY (ticket_id),
    UNIQUE KEY ord_money_ticket_subject (kind, subject),
    KEY ord_money_ticket_county (county_code, state, ticket_id),
    CONSTRAINT ord_money_ticket_state CHECK (state IN ('OPEN', 'RESOLVED')),
    CONSTRAINT ord_money_ticket_amount CHECK (amount_fen >= 0)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ord_money_ticket_step (
    ticket_id CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    step_no   INT          NOT NULL,
    taken_at  DATETIME(3)  NOT NULL,
    actor     VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    what      VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    note      VARCHAR(500),
    PRIMARY KEY (ticket_id, step_no)
) DEFAULT CHARACTER SET utf8mb4;
